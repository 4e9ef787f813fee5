"""Forms of applications as intake meets them: the links to them, those on paper, what becomes of one that was sent."""
