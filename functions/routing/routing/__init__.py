"""Routing: which service a need is, who works on it, how urgent it is and by when; each with its reason."""
