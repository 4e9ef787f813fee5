"""`onestop redrive`: what failed, sent through once more."""
