"""Feedback about us, given at any time and without a case."""
