"""A person's rights: to get everything kept about them, and to have it erased. Done by operators."""
