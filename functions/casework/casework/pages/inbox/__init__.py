"""The inbox: lists of tasks as rows, board, map and table, and what can be done to many at once."""
