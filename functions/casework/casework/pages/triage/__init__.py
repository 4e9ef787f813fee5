"""The triage desk: needs that nobody has decided about yet, and arrivals that were held back."""
