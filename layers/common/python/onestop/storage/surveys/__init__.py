"""Answers to surveys and feedback as they are kept, and who was asked when."""
