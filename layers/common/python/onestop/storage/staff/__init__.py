"""What is kept of staff: their sessions, who is away, what they looked at and did."""
