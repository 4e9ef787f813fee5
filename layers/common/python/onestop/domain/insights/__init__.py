"""Lessons from cases: the statistics of equal treatment, with the standard library only, and their words."""
