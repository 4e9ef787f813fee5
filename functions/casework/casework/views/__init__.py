"""What staff see: lists of tasks, a case with what their work needs, and how urgent things are."""
