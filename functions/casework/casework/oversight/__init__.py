"""Oversight: who saw which data and why, and how contractors and teams perform; each reading is recorded too."""
