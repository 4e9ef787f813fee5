"""Notifications: the messages that residents must get; each is kept before it is sent, and sent once."""
