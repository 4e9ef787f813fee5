"""`onestop replay`: a city's real requests brought through the public door, worked on and counted."""
