"""Attachments: what residents, their messages and staff add to a case; looked at, made harmless, kept or refused."""
