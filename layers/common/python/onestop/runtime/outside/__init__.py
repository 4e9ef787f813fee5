"""Calls to servers of other organisations: limited in time, and never trusted."""
