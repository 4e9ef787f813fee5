"""Applications that partners bring over the API, and their files."""
