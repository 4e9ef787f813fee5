"""Pages for supervisors: who has which tasks, who is away, how contractors perform."""
