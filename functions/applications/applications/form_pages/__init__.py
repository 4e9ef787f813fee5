"""The pages of a form: shown, taken in, followed by the next one, read back before sending."""
