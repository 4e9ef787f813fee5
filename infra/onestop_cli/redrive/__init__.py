"""`onestop redrive`: sends failed messages through again."""
