"""How a language says that what sounds like danger is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The ways in which a language says that something is not so.

    Phrases in `harmless` only sound like danger; `denies` come before it, with `fills` between (no, not any), and
    `asks` only look like a denial; `over` come after what has passed; `supposes` is what could cause it; `past` was
    long ago, unless `still`. `mistyped` are words that people get wrong in a hurry, `real` other words that look like
    them.
    """

    harmless: Sequence[str] = ()
    denies: Sequence[str] = ()
    asks: Sequence[str] = ()
    fills: Sequence[str] = ()
    over: Sequence[str] = ()
    supposes: Sequence[str] = ()
    past: Sequence[str] = ()
    still: Sequence[str] = ()
    mistyped: Sequence[str] = ()
    real: Sequence[str] = ()
