"""Stored cases: their rows, the lists that they are in, and what is kept with them."""
