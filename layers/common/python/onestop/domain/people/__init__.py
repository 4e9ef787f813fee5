"""Who residents are: how they are known and believed, whom they may act for, and what they consented to."""
