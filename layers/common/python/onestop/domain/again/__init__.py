"""Finds needs that were brought before: how two needs are compared, how sure it is that they are one, and why."""
