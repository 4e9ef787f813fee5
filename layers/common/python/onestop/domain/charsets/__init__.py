"""Bytes to text, whatever their charset is called, for every way in. Pure rules."""
