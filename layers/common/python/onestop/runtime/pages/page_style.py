"""The style of every page: inline, and allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")


@cache
def style(*, large: bool = False) -> str:
    """Returns the style of a page; the large view adds more at the end."""
    files = ("onestop.css", "large.css") if large else ("onestop.css",)
    return "".join((TEMPLATES / file).read_text(encoding="utf-8") for file in files)


@cache
def style_hash(*, large: bool = False) -> str:
    """Returns the hash of the style for the Content-Security-Policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style(large=large).encode()).digest()).decode()}"
