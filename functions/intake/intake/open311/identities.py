"""The ids that clients know cases by: our references, or what a case was called where it was imported from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count

from onestop.domain.references import make_reference, read_reference


def reference_of(given: str) -> str:
    """The reference behind an id. A case that was imported is called as it was there, and its reference is worked out
    from that, so that it is found without a table of names."""
    return read_reference(given) or reference_from(given)


def reference_from(external: str) -> str:
    """The reference that an imported case has: the same for the same id, wherever it is worked out."""
    return make_reference(bits_from(external.strip()))


def bits_from(external: str) -> Callable[[int], int]:
    numbers = count()

    def bits(amount: int) -> int:
        digest = hashlib.sha256(f"open311:{next(numbers)}:{external}".encode()).digest()
        return int.from_bytes(digest, "big") & (1 << amount) - 1

    return bits
