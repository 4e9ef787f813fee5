"""How an automatic decision explains itself: why it was taken, and what it would have chosen if it had to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an automatic decision was taken: a code, and the values for its words, which are in `cases.reasons`."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service that the rules would choose if they had to: its code, and the keywords that speak for it (codes of the
    catalogue, not the resident's words); no keywords if the resident picked it. `model`: a language model proposed
    it."""

    service: str
    words: tuple[str, ...] = ()
    model: bool = False
