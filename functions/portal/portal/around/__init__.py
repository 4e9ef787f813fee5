"""Around here: what was reported near a place or in a district, for anybody."""
