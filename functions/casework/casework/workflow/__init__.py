"""What the workflow and the clock do to a case: open its next stage, do what is due, and resume what waited for it."""
