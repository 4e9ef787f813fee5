"""What came in and how it ended, counted from the system's own records."""
