"""Dispatch: the only function that publishes events. What the table's stream carries starts and resumes workflows, and
is published on SNS."""
