"""Open cases near a place or in a district, as the public may see them, newest first.

Two indexes of the Cases table hold only what is shown here: `near` by tile, `area` by district. They are written when
one of these fields changes, which is a few times in a case's life, and a closed case leaves them. The cost of reading
depends on how much is asked for and never on how many cases there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from onestop.domain.cases.lifecycle import Status
from onestop.domain.places.distances import metres, tiles_around
from onestop.storage.cases.case_keys import area_key, case_key, near_key
from onestop.storage.cases.public_fields import IndexedFields
from onestop.storage.paging import ListPage, index_key, read_cursor, write_cursor
from onestop.storage.tables import CaseRow

if TYPE_CHECKING:
    from collections.abc import Iterator

A_TILE = 100  # cases read from each tile, newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCase:
    """What anybody may know of a case: its service, place, status and date. Never words, never a person."""

    reference: str
    opened_at: datetime
    service: str | None
    status: Status
    waiting: bool
    lat: float | None
    long: float | None
    district: str | None
    photo: bool = False
    told_by: int = 1
    metres: float = 0.0  # distance from the place that was asked about


@dataclass(frozen=True, slots=True)
class Nearby:
    """The cases found around a place, nearest first; `more` says that older ones were left out because there are too
    many."""

    cases: list[PublicCase]
    more: bool


def cases_near(lat: float, long: float, within: float) -> Nearby:
    """Returns the open cases of each tile that the circle touches: a Query for each, usually four and at most seven."""
    found, more = [], False
    for tile in tiles_around(lat, long, within):
        rows = CaseRow.near.query(near_key(tile), limit=A_TILE, page_size=A_TILE, scan_index_forward=False)
        found += [replace(case, metres=metres(lat, long, case.lat, case.long)) for case in public_cases(rows, "near")
                  if case.lat is not None and case.long is not None]  # fmt: skip
        more = more or rows.last_evaluated_key is not None
    within_reach = [case for case in found if case.metres <= within]
    return Nearby(sorted(within_reach, key=lambda case: (case.metres, case.reference)), more)


def cases_in(district: str, limit: int, cursor: str | None = None) -> ListPage[PublicCase]:
    """Returns the open cases of a district, newest first: one Query."""
    key, start = area_key(district), None
    if cursor:
        order = read_cursor(cursor, "moment", "reference")
        start = index_key("area", key, "#".join(order), case_key(order[1]), "CASE")
    rows = CaseRow.area.query(key, limit=limit, page_size=limit, last_evaluated_key=start, scan_index_forward=False)
    items = list(public_cases(rows, "area"))
    following = rows.last_evaluated_key
    return ListPage(items, write_cursor(following["area_order"]["S"]) if following else None)


def public_cases(rows: Any, index: str) -> Iterator[PublicCase]:
    for row in rows:
        opened, _, reference = getattr(row, f"{index}_order").partition("#")
        shown = msgspec.json.decode(row.shown or "", type=IndexedFields)
        yield PublicCase(
            reference=reference,
            opened_at=datetime.fromisoformat(opened),
            service=shown.service,
            status=shown.status,
            waiting=shown.waiting,
            lat=shown.lat,
            long=shown.long,
            district=shown.district,
            photo=shown.photo,
            told_by=shown.told_by,
        )
