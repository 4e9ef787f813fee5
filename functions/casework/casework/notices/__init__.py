"""Notices to many: what staff do about one, and how many it would reach at what price."""
