"""Stored answers to surveys and feedback, and who was asked when."""
