"""Signing in and out: our form, Cognito's own page, and the session that follows."""
