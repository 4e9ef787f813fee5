"""What a person has a right to: all that is kept of them, and that it is erased. Done by operators."""
