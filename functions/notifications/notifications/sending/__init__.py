"""Sending messages: in which order, on which of a person's channels, once each."""
