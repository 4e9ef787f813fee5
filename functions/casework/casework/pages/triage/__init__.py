"""The triage desk: needs that nobody has decided about yet, and what was held back."""
