"""Staff: what they may see and do, records of what they did, how long they stay signed in, and who stands in."""
