"""Letters to residents: who gets which, on which way, how it is addressed, and what became of it."""
