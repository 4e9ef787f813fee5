"""Forms of any length: drafts, the pages that fill them in, and what is wrong with them."""
