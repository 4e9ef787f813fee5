"""Letters to residents: who gets which, on which channel, how it is addressed, and what became of it."""
