"""Letters that may not leave yet: until when they are held, and the one letter that tells what was held."""
