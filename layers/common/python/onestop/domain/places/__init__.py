"""Where things are: what the public may know of it, what is near, and small pictures of it."""
