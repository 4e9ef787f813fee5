"""Open311 GeoReport v2: a server that every existing client can use unchanged; docs/open311.md says how."""
