"""`onestop redact`: how well personal data is found in texts."""
