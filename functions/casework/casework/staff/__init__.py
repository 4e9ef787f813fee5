"""Members of staff: accounts, colleagues who may be given a task, and signing in."""
