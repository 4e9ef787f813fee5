"""Somebody has the same problem as an earlier reporter: their report is joined with the earlier one, and follows it."""

from __future__ import annotations

from datetime import datetime

from intake.web.report.nearby import OPEN
from intake.web.report.places import spot_in_words
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Place
from onestop.domain.cases.change import Change
from onestop.domain.cases.links.merge_and_link import merge_case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict, NotFound, NotPossible
from onestop.domain.people.actor import Actor
from onestop.domain.places.distances import metres
from onestop.domain.places.spots import is_public
from onestop.domain.translation import N_, Phrase
from onestop.runtime.log import error_fields, logger
from onestop.runtime.randomness import new_reference
from onestop.runtime.web import UNREACHABLE
from onestop.storage.cases.open_and_change import change_both
from onestop.storage.cases.public_fields import is_shown
from onestop.storage.once import Once

REASON: Phrase = N_("The resident says that it is the same problem.")
NO_FURTHER = 500  # metres: people can see that it is the same only from near


def join_report(reference: str, other: str, catalogue: Catalogue, at: datetime) -> bool:
    """Joins a report that was just opened with the one that its resident said is the same. Returns whether that was
    possible; if not, it stays a separate report, and nothing is lost."""
    act = Act(catalogue, at, Actor.RESIDENT, new_reference)
    reason = catalogue.say(REASON, catalogue.jurisdiction["default_language"])

    def decide(file: CaseFile, into: CaseFile) -> tuple[Change, Change] | None:
        if file.case.merged_into:
            return None
        check_same(file, into, catalogue)
        return merge_case(file, into, act, reason)

    try:
        change_both(reference, other, lambda _: None, decide, lambda _: Once(key=f"follow:{reference}"))
    except (NotPossible, NotFound, Conflict, *UNREACHABLE) as error:
        logger.warning("a report was not joined with the other", case=reference, **error_fields(error))
        return False
    return True


def check_same(file: CaseFile, into: CaseFile, catalogue: Catalogue) -> None:
    """Refuses a case that nobody was offered: one that is not public, of another service, far away, or ended."""
    case, same = into.case, into.case.service == file.case.service
    shown = is_public(catalogue.services.get(case.service or "")) and is_shown(case) and case.status in OPEN
    if not (same and shown and is_in_sight(file.request.place, into.request.place, catalogue)):
        raise NotPossible("This report cannot be followed from here.", "near")


def is_in_sight(one: Place | None, other: Place | None, catalogue: Catalogue) -> bool:
    """Tells whether two places are so close that somebody at one may mean what is at the other."""
    here, there = spot_of(one, catalogue), spot_of(other, catalogue)
    return here is not None and there is not None and metres(*here, *there) <= NO_FURTHER


def spot_of(place: Place | None, catalogue: Catalogue) -> tuple[float, float] | None:
    """The point of a place: by its coordinates, else by the street in its address."""
    if place is None or place.lat is None or place.long is None:
        return spot_in_words((place and place.address) or "", catalogue)
    return place.lat, place.long
