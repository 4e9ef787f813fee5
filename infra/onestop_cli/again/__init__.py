"""`onestop again`: how well needs that were brought twice are recognised."""
