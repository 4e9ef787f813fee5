"""Answers: what is said to a question that many ask, written once and the same on every channel."""
