"""A permit office's log, played on the running suite at its own times, and compared with what became of it."""
