"""Telephone calls: what the contact flow of Amazon Connect asks us while somebody listens."""
