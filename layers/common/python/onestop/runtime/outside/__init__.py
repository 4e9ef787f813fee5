"""The servers of others that we call: limited in time, and never trusted."""
