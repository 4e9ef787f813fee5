"""What somebody says about themselves so that services can be suggested, such as that they run a business.

It is theirs: they declare it and take it back, or it follows from what they asked us for, if they consented to that. It
suggests services on their own page and does nothing else. No routing, no priority and no other step may read it
(`tests/contract/test_segments_are_for_suggesting.py`), and none may be about a trait that the law protects
(`domain.people.protected_traits`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.consents import SUGGESTIONS, Consents, last_said

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Segment


class SuggestionReason(StrEnum):
    """Why a service is suggested to somebody."""

    DECLARED = "declared"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSegments:
    """The codes that somebody declared, and whether they want no suggestions at all."""

    declared: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggested service, and why: `reason` is the segment that they declared, or the service that they asked for."""

    service: str
    because: SuggestionReason
    reason: str


def segments_of(catalogue: Catalogue) -> dict[str, Segment]:
    """Returns the segments that the jurisdiction offers, by code."""
    return {each["code"]: each for each in catalogue.jurisdiction.get("segments") or ()}


def suggestions(
    own: OwnSegments, asked_for: Collection[str], consents: Consents, catalogue: Catalogue
) -> Sequence[Suggestion]:
    """Returns what is suggested, each service once. What somebody `asked_for` leads to suggestions only if they
    consented to that themselves; services that they asked for already are not suggested."""
    if own.off:
        return []
    said = last_said(consents, SUGGESTIONS)
    found: dict[str, Suggestion] = {}
    for code, segment in segments_of(catalogue).items():
        follows = next((each for each in segment.get("follows_from", ()) if each in asked_for), None)
        if code in own.declared:
            because, reason = SuggestionReason.DECLARED, code
        elif follows and said and said.given:
            because, reason = SuggestionReason.FOLLOWS, follows
        else:
            continue
        for service in segment["suggests"]:
            if service in catalogue.services and service not in asked_for:
                found.setdefault(service, Suggestion(service=service, because=because, reason=reason))
    return list(found.values())
