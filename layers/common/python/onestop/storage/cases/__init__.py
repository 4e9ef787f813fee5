"""Cases as they are kept: their rows, the lists that they are in, and what lies beside them."""
