"""What cases teach: takes events into the data lake, day by day."""
