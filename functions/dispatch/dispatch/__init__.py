"""Dispatch: the only one that publishes events. What the table's stream carries starts and resumes workflows, and goes
out on SNS."""
