"""Finds personal data in a text, and removes it. Pure rules, in English, Spanish and Chinese."""
