"""The names of scripts and styles: browsers keep each file for good, so another content needs another name."""

from __future__ import annotations

import hashlib


def named_by_content(name: str, text: str) -> str:
    """The name of a file with the hash of what is in it."""
    stem, _, kind = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.{kind}"
