"""Decisions by rule tables: data of the catalogue, worked out the same today and years later."""
