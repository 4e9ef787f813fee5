"""Staff: what they may see and do, what was done by them, how long they stay signed in, and who stands in."""
