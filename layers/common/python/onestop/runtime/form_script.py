"""The script of forms: one file for every form, which browsers keep for good, and what a page hands over to it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).with_name("static")
FILES = ("form-libraries.js", "form.js")


@cache
def script() -> str:
    """The libraries that check, and what we make of them."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in FILES)


@cache
def script_name() -> str:
    """Another content has another name."""
    return f"form-{hashlib.sha256(script().encode()).hexdigest()[:16]}.js"
