"""Which messages an event requires, to whom, and which letter each is."""
