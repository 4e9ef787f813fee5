"""Earlier reports near a resident's own, as residents are told about them: place and time as the public knows them,
never words.

Words only decide which report comes first, and only if the new report contains nearly all words of the other: if a
single word changed the order, somebody could find out another person's text word by word. Where the public knows a
place only to about a hundred metres, nobody is told that it is the same spot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onestop.domain.again.earlier_needs import reasons_of
from onestop.domain.again.likeness import Likeness
from onestop.domain.again.rule import AgainRule, Merge
from onestop.domain.again.sign_weights import ABOUT_HERE, Sign, age_of, confidence_of, place_and_time
from onestop.domain.cases.explanation import Reason
from onestop.domain.places.spots import ABOUT_100_METRES

BLUR = 80.0  # metres by which a rounded place may be off
MANY_WORDS = 5
NEARLY_ALL = 0.8  # share of the words of the longer text


@dataclass(frozen=True, slots=True)
class MayBeSame:
    """A report that may be the same as one's own, as anybody may be told: how sure, and why."""

    confidence: float
    reasons: tuple[Reason, ...]


def may_be_same(
    apart: float, spot: tuple[float, float], opened_at: datetime, at: datetime, rule: AgainRule
) -> MayBeSame | None:
    """Returns what to say about a report at a published spot this far away; None if it is another one, or must not
    be shown."""
    passed, blur = abs(at - opened_at), 0.0 if is_exact(spot) else BLUR
    if rule.merge is Merge.NEVER or passed > rule.within or apart > rule.metres + blur:
        return None
    signs = tuple(about_here(passed, rule) if blur else place_and_time(apart, passed, rule))
    return MayBeSame(confidence_of(signs), reasons_of(signs))


def says_nearly_the_same(ours: Likeness, theirs: Likeness) -> bool:
    """Says whether one text has nearly all telling words of the other and few others: nobody can guess that many."""
    longer = max(len(ours.words), len(theirs.words))
    return longer >= MANY_WORDS and len(set(ours.words) & set(theirs.words)) >= NEARLY_ALL * longer


def about_here(passed: timedelta, rule: AgainRule) -> Iterator[Sign]:
    yield Sign("about_here", ABOUT_HERE)
    yield from age_of(passed, rule)


def is_exact(spot: tuple[float, float]) -> bool:
    """Says whether a place was published exactly: rounded ones have few decimals."""
    return any(round(degrees, ABOUT_100_METRES) != degrees for degrees in spot)
