"""`onestop decisions`: rule tables, checked, tried, and what they decided decided again."""
