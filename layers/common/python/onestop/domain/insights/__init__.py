"""What cases teach: the statistics of equal treatment, in the standard library alone, and lessons in words."""
