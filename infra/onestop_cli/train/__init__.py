"""`onestop train`: learns from the examples of a jurisdiction what residents' own words mean."""
