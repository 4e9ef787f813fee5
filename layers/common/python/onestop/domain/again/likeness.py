"""The parts of a need that are compared: the place, and the words as numbers. There is no field for a person, a
channel or the language that somebody reads: who asks can make no difference to whether two needs are one."""

from __future__ import annotations

from dataclasses import dataclass

from onestop.domain.cases.explanation import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The comparable parts of a need. `language` is that of its words; `whole` is one hash of all words in their
    order."""

    lat: float
    long: float
    words: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    whole: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybeSame:
    """An earlier case that one may be the same as, as known when that one was routed: how sure it was, and why, as
    codes of `again.words`."""

    reference: str
    percent: int
    reasons: tuple[Reason, ...] = ()
