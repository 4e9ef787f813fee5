"""Notices to many people: what staff do with one, how many it would reach, and at what price."""
