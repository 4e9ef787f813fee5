"""Open reports of the same service near a place, as anybody may know of them: never the resident's words or person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import cos, hypot, radians

from intake.web.report.places import point_of
from intake.web.report.steps import Form
from onestop.domain.cases.case import Case, LinkKind, Place
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.lists import Listed, listed

METRES = 150
MOST = 5  # as many as one can compare with what one sees in the street
LOOKED_AT = 200  # cases of each of two months
METRES_PER_DEGREE = 111_320
OPEN = (Status.OPEN, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearReport:
    """An open report near a place: how far away it is, since when it is known, how it stands, how many told us."""

    reference: str
    service: str
    metres: int
    since: datetime
    status: Status
    told_by: int


def find_nearby(form: Form, catalogue: Catalogue, at: datetime) -> list[NearReport]:
    """The open reports of the chosen service within a short walk, the nearest first: at most two Queries."""
    point, service = point_of(form), catalogue.services.get(form.get("service", ""))
    if point is None or service is None or not service.get("public", True):
        return []
    near = [
        NearReport(
            reference=each.case.reference,
            service=service["code"],
            metres=metres,
            since=each.case.opened_at,
            status=each.case.status,
            told_by=1 + sum(link.kind is LinkKind.JOINED for link in each.case.links),
        )
        for each in latest(at)
        if each.case.service == service["code"] and is_open(each.case)
        if (metres := metres_to(each.request.place, point)) is not None and metres <= METRES
    ]
    return sorted(near, key=lambda one: one.metres)[:MOST]


def is_open(case: Case) -> bool:
    """Whether somebody still has to do something about a case."""
    return case.status in OPEN and not case.merged_into


def latest(at: datetime) -> Iterator[Listed]:
    """The cases of this month and of the one before, the newest first."""
    begins = at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before = (begins - timedelta(days=1)).replace(day=1)
    yield from listed(begins, at + timedelta(seconds=1), LOOKED_AT).items
    yield from listed(before, begins, LOOKED_AT).items


def metres_to(place: Place | None, point: tuple[float, float]) -> int | None:
    """How far a place is from a point; None for one that is known in words only."""
    if place is None or place.lat is None or place.long is None:
        return None
    north, east = place.lat - point[0], (place.long - point[1]) * cos(radians(point[0]))
    return round(hypot(north, east) * METRES_PER_DEGREE)
