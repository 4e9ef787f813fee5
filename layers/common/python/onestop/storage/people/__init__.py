"""Stored people: the only place where names, addresses and numbers are kept."""
