"""Checks the answers of a form against its schema, fast enough for Lambda."""
