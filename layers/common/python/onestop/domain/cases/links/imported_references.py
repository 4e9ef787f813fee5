"""Cases that were brought over from another system: what they were called there leads to what they are called here.

The reference is worked out from the old id, so a case is found by either without a table of names, and importing the
same file twice makes no second case. A reference is no secret: what opens a case to its resident is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count

from onestop.domain.cases.references import make_reference, read_reference


def reference_of(given: str) -> str:
    """The reference behind an id that somebody gives: a reference of ours, or the id of an imported case."""
    return read_reference(given) or reference_from(given)


def reference_from(external: str) -> str:
    """The reference of an imported case: the same for the same id, wherever it is worked out."""
    return make_reference(bits_from(external.strip()))


def bits_from(external: str) -> Callable[[int], int]:
    numbers = count()

    def bits(amount: int) -> int:
        digest = hashlib.sha256(f"imported:{next(numbers)}:{external}".encode()).digest()
        return int.from_bytes(digest, "big") & (1 << amount) - 1

    return bits
