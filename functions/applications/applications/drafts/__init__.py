"""Drafts: kept, opened again by a code, withdrawn, and erased when they expire."""
