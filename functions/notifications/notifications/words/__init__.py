"""The words of letters: a letter of the catalogue, and what its placeholders stand for."""
