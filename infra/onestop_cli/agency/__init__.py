"""Agencies that subscribe to the events of their cases."""
