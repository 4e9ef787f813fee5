"""The acts of a case as forms: which are offered, what they ask, what is sent, and what stands in the way."""
