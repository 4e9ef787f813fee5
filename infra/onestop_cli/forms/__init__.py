"""`onestop forms`: forms checked, tried, shown, compared and taken over from other tools."""
