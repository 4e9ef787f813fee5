"""Attachments: what residents, their messages and staff add to a case; checked, made harmless, kept or refused."""
