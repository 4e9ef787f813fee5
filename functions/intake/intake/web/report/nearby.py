"""Open reports of the same service near a place, as anybody may know of them: never the resident's words or person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from intake.web.report.places import point_of, spot_in_words
from intake.web.report.steps import Form
from onestop.domain.cases.case import LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public
from onestop.storage.files import load_file
from onestop.storage.nearby import cases_near

METRES = 200  # a short walk; what the public may know of a place is rounded to about a hundred
MOST = 3  # as many as one can compare with what one sees, at a Query for each beside the four that find them
ROUNDED = 50
OPEN = (Status.OPEN, Status.TRIAGE, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearReport:
    """An open report near a place: about how far away, since when it is known, how it stands, how many told us."""

    reference: str
    service: str
    metres: int
    since: datetime
    status: Status
    told_by: int
    photo: bool  # a member of staff let anybody see one


def find_nearby(form: Form, catalogue: Catalogue) -> list[NearReport]:
    """The open reports of the chosen service within a short walk, the nearest first: seven Queries at most, whatever
    there is elsewhere."""
    service = catalogue.services.get(form.get("service", ""))
    if service is None or not is_public(service):
        return []
    point = point_of(form) or spot_in_words(form.get("address", ""), catalogue)
    if point is None:
        return []
    found = [each for each in cases_near(*point, METRES).cases if each.service == service["code"]]
    return [
        NearReport(
            reference=each.reference,
            service=service["code"],
            metres=max(ROUNDED, round(each.metres / ROUNDED) * ROUNDED),
            since=each.opened_at,
            status=each.status,
            told_by=told_by(each.reference),
            photo=each.photo,
        )
        for each in [one for one in found if one.status in OPEN][:MOST]
    ]


def told_by(reference: str) -> int:
    """How many people told us of a case: who opened it, and those whose reports were joined with it."""
    return 1 + sum(link.kind is LinkKind.JOINED for link in load_file(reference).case.links)
