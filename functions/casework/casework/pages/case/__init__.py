"""The case on one screen, and what belongs to its page: files, map, stages, what was said, a work order."""
