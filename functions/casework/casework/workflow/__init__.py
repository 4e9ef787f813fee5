"""What the workflow and the clock have done to a case: its next stage, what is due, and what waited for it."""
