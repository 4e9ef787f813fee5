"""The earlier needs that a need may be the same as: the surest first, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onestop.domain.again.likeness import Likeness
from onestop.domain.again.rule import AgainRule, Merge
from onestop.domain.again.sign_weights import Sign, apart_of, confidence_of, in_photos, in_words, place_and_time
from onestop.domain.cases.explanation import Reason
from onestop.domain.cases.lifecycle import Status

FIRST = 3  # earlier needs shown at most: as many as a person compares
WORTH_A_LOOK = 0.05  # confidence below which nothing is proposed: different words, another number plate
SURE = 0.95
UNDER_WAY = (Status.OPEN, Status.TRIAGE, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNeed:
    """A need as it is compared: its likeness, since when we know it, its state, and the fingerprints of its photos."""

    reference: str
    likeness: Likeness
    opened_at: datetime
    status: Status = Status.OPEN
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An earlier need that one may be the same as: how sure that is, and why, as codes of `again.words`."""

    reference: str
    confidence: float
    metres: float
    opened_at: datetime
    reasons: tuple[Reason, ...]

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE

    @property
    def percent(self) -> int:
        """Returns the confidence in percent; never 100, because nobody has looked."""
        return min(99, round(100 * self.confidence))


def find_alike(need: KnownNeed, others: Iterable[KnownNeed], rule: AgainRule) -> list[Alike]:
    """Returns which of the others it may be, the surest first. The others must be of the same service."""
    found = [one for other in others if (one := compare_needs(need, other, rule)) is not None]
    return sorted(found, key=lambda one: (-one.confidence, one.metres, one.opened_at, one.reference))


def compare_needs(need: KnownNeed, other: KnownNeed, rule: AgainRule) -> Alike | None:
    """Returns how sure it is that two needs are one; None if they are further apart than the rule's metres or days,
    or if it is unlikely."""
    passed, apart = abs(need.opened_at - other.opened_at), apart_of(need.likeness, other.likeness)
    if need.reference == other.reference or apart > rule.metres or passed > rule.within:
        return None
    signs = (
        *place_and_time(apart, passed, rule),
        *in_words(need.likeness, other.likeness),
        *in_photos(need.photos, other.photos),
    )
    return alike(other, signs, apart)


def alike(other: KnownNeed, signs: tuple[Sign, ...], apart: float) -> Alike | None:
    confidence = confidence_of(signs)
    if confidence < WORTH_A_LOOK:
        return None
    return Alike(
        reference=other.reference,
        confidence=confidence,
        metres=apart,
        opened_at=other.opened_at,
        reasons=reasons_of(signs),
    )


def reasons_of(signs: Iterable[Sign]) -> tuple[Reason, ...]:
    """Returns the signs as reasons; their words are in `again.words`."""
    return tuple(Reason(f"again_{sign.name}", sign.words) for sign in signs)


def surely_before(need: KnownNeed, others: Iterable[KnownNeed], rule: AgainRule) -> Alike | None:
    """Returns the earlier need with which the service's rule joins this one; None if a person has to look.

    Only earlier needs count, so that two that come at once are never joined with each other both ways; and only needs
    under way, because finished work may have to be done again.
    """
    if rule.merge is not Merge.SURELY:
        return None
    earlier = (one for one in others if one.status in UNDER_WAY and before(one, need))
    return next((one for one in find_alike(need, earlier, rule) if one.sure), None)


def before(one: KnownNeed, other: KnownNeed) -> bool:
    return (one.opened_at, one.reference) < (other.opened_at, other.reference)
