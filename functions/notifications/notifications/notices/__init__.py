"""Notices to many: who is told, and each of them once."""
