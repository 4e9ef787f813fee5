"""What every page for people has: its frame, its forms, its maps, and what it may load."""
