"""Who residents and staff are, and what they may see and do."""
