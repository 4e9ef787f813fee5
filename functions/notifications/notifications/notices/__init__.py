"""Notices to many: who is told, each of them once."""
