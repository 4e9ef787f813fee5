"""What supervisors look after: who has which tasks, who is away, how contractors perform."""
