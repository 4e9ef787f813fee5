"""Which pages a request needs: a function that wakes up loads those near the address that is asked for, and no others.

A table says which modules declare the pages at an address and below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote


def modules_near(path: str, pages: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The modules that declare what stands at an address: of the longest address of the table that it begins with."""
    words = [unquote(word) for word in path.rstrip("/").split("/")]
    above = ("/".join(words[:length]) or "/" for length in range(len(words), 0, -1))
    return next((pages[address] for address in above if address in pages), ())
