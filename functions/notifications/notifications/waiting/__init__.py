"""Letters that may not be sent yet: until when they are held, and the one letter that tells what was held."""
