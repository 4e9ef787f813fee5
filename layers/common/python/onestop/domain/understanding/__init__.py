"""What a resident's own words mean: a small classifier, the keywords beside it, and what follows from both."""
