"""Notices to many: all of them, the form of one, and how far one is."""
