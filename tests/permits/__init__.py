"""A permit office's log, replayed on the running suite at its own times, and compared with the result."""
