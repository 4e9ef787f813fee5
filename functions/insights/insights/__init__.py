"""What cases teach: events are taken into the lake, day by day."""
