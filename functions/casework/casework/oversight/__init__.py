"""Who saw what and for which purpose, and how well contractors and staff work; each reading of it is recorded too."""
