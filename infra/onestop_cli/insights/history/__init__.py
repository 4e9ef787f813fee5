"""An export of somebody else's cases, loaded as history: read by a map, measured, and checked for consistency."""
