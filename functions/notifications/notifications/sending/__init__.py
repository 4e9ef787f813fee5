"""Sending what is owed: in which order, on which of a person's channels, once each."""
