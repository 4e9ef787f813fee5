"""Signing in to the desk and out of it: our form, Cognito's own page, and the session that follows."""
