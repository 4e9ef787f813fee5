"""Which parts of a text are personal data, and the text without them. Pure rules, in English, Spanish and Chinese."""
