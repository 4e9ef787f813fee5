"""Forms of any length: drafts, the pages on which they are filled in, and the mistakes in them."""
