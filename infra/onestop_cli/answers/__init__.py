"""`onestop answers`: articles made into an index, checked, and tried with questions."""
