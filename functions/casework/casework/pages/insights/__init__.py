"""Lessons from cases, surveys and feedback, for supervisors."""
