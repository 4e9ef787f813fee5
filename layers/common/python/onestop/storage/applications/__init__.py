"""Applications as they are kept, with the files of their answers."""
