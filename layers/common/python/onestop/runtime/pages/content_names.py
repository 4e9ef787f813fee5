"""The names of scripts and styles: browsers keep each file for good, so changed content needs a new name."""

from __future__ import annotations

import hashlib


def named_by_content(name: str, text: str) -> str:
    """Returns the name of a file with a hash of its content."""
    stem, _, kind = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.{kind}"
