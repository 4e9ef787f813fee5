"""Notices to many: what is written once, whom it is for, and what becomes of it."""
