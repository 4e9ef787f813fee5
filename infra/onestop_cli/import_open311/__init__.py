"""`onestop import-open311`: the services and requests of another Open311 server, taken over."""
