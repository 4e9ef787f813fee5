"""What came in and what became of it, counted from the system's own records."""
