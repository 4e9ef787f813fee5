"""The staff desk: pages on top of the same functions as the API of staff."""
