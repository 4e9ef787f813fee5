"""Which records may be one person, how sure that is, and why; standard library only, similarity is passed in."""
