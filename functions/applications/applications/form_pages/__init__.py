"""The pages of a form: shown, taken, answered with the next one, read back before they are sent."""
