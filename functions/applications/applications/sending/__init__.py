"""Sending a complete draft: signed, paid, turned into a case, and confirmed."""
