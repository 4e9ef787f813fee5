"""Routing: decides which service a need is, who works on it, how urgent it is and when it is due, with a reason for
each."""
