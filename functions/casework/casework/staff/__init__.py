"""Who works here: accounts, colleagues who may be given a task, and signing in."""
