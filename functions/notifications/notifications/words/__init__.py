"""The words of letters: a letter of the catalogue, and the values of its placeholders."""
