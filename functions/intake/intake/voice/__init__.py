"""Telephone calls: what the contact flow of Amazon Connect asks us during a call."""
