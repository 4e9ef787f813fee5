"""Help articles: answers to frequent questions, written once and the same on every channel."""
