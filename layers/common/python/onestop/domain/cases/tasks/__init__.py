"""The tasks of a case: how one begins, waits, changes hands and ends, and which come next."""
