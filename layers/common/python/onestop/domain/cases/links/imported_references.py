"""Cases that were imported from another system: their old id leads to their reference here.

The reference is computed from the old id, so a case is found by either without a table of names, and importing the
same file twice creates no second case. A reference is not secret: the secret that opens a case to its resident is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count

from onestop.domain.cases.references import make_reference, read_reference


def reference_of(given: str) -> str:
    """Returns the reference behind an id that somebody gives: a reference of ours, or the id of an imported case."""
    return read_reference(given) or reference_from(given)


def reference_from(external: str) -> str:
    """Returns the reference of an imported case: always the same for the same id."""
    return make_reference(bits_from(external.strip()))


def bits_from(external: str) -> Callable[[int], int]:
    numbers = count()

    def bits(amount: int) -> int:
        digest = hashlib.sha256(f"imported:{next(numbers)}:{external}".encode()).digest()
        return int.from_bytes(digest, "big") & (1 << amount) - 1

    return bits
