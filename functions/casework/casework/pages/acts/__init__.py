"""The acts of a case as forms: which are offered, what they ask for, what is sent, and why an act is refused."""
