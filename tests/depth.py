"""How many of what is all alike are tried: all of them in CI, a part by whoever runs the tests at hand.

What is proved is the same: every test runs everywhere, and every kind of input, page and fault is in both. Only how
many of a kind there are differs, because drawing more of them finds what is rare, and a person waits for the end.
`CI=true make test` tries all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

ALL = os.environ.get("CI") == "true"
PART = 4  # one in so many
Thing = TypeVar("Thing")


def tries(many: int, part: int = PART) -> int:
    """Returns how many examples are drawn: `many`, or a part of them, rounded up."""
    return many if ALL else -(-many // part)


def some(things: Sequence[Thing], part: int = PART) -> Sequence[Thing]:
    """Returns all of them, or every fourth and the last: of a sequence in order, its whole length is covered."""
    return things if ALL else [*things[:-1:part], *things[-1:]]


def in_turn(things: Sequence[Thing], number: int, part: int = PART) -> Sequence[Thing]:
    """Returns all of them, or every fourth beginning with the `number`-th: what one of several does not look at, the
    next one does."""
    return things if ALL else things[number % part :: part]
