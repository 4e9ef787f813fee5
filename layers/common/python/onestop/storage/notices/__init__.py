"""Stored notices, with how far each has been sent, and what subscribers are told."""
