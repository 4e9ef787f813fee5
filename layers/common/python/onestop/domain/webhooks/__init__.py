"""Webhooks: URLs of agencies that are called for each event that they want."""
