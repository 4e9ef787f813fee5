"""Open311 GeoReport v2: the server that every existing client can use unchanged; docs/open311.md says how."""
