"""Who is away: one row a person and agency, for their supervisor; and with the sessions of their deputies, so that each
page knows of it without reading more.

ABSENCES#<agency>  <staff>
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import msgspec

from onestop.domain.staff.absences import Absence
from onestop.domain.staff.desk_sessions import StaffSessions
from onestop.storage.staff.desk_sessions import change_sessions, load_sessions
from onestop.storage.tables import CaseRow

KEPT = timedelta(days=400)
MOST = 200


def absences_of(agency: str) -> list[Absence]:
    """Returns the absences in an agency, the last of each person: one Query."""
    rows = CaseRow.query(f"ABSENCES#{agency}", limit=MOST, page_size=MOST)
    return [msgspec.json.decode(row.body or "", type=Absence) for row in rows]


def keep_absence(absence: Absence, before: Iterable[Absence]) -> None:
    """Keeps an absence in place of the previous one, and notes it with the deputies' sessions: one PutItem, and a
    GetItem and a PutItem for each of the one or two deputies."""
    CaseRow(
        f"ABSENCES#{absence.agency}",
        absence.staff,
        kind="absence",
        body=msgspec.json.encode(absence).decode(),
        expires_at=int((datetime.combine(absence.last, time(), UTC) + KEPT).timestamp()),
    ).save()
    former = {each.deputy for each in before if is_same(each, absence)}
    for deputy in sorted({absence.deputy, *former}):
        change_sessions(load_sessions(deputy), lambda known: with_absence(known, absence))


def with_absence(known: StaffSessions, absence: Absence) -> StaffSessions:
    """Returns the absences that somebody stands in for, once an absence is kept."""
    others = tuple(each for each in known.stands_in if not is_same(each, absence))
    return replace(known, stands_in=(*others, absence) if absence.deputy == known.staff else others)


def is_same(one: Absence, other: Absence) -> bool:
    return (one.staff, one.agency) == (other.staff, other.agency)
