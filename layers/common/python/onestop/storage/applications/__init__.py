"""Stored applications, with the files of their answers."""
