"""Drafts: kept, opened again by a code, withdrawn, and erased when their time is over."""
