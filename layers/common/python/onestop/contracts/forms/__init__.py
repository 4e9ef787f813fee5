"""Checks the answers of a form against its schema, as fast as Lambda wants it."""
