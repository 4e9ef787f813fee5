"""What a resident's own words mean: a small classifier, keywords, and what follows from both."""
