"""Places: what the public may know about one, what is near it, and small pictures of it."""
