"""What is kept about staff: their sessions, who is away, what they looked at and did."""
