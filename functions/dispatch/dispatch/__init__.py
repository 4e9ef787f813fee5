"""Dispatch: the only teller. What the table's stream carries starts and resumes workflows, and goes out on SNS."""
