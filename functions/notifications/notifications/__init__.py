"""Notifications: what we owe to residents, kept before it is sent, sent once each."""
