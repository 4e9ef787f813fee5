"""Looks up the cases of a person who calls or visits, by e-mail address or number: for permitted staff, for a
purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.oversight.look_records import note_search
from casework.pages.desk_request import DeskVisit
from casework.people.find_cases import cases_with
from onestop.domain.cases.lifecycle import Status
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.permissions import may
from onestop.runtime.identity import check_may

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import FoundCase

ACT = "find"
OVER = (Status.RESOLVED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class LookedUpCaller:
    """Somebody who was looked up: what was typed, their open cases, and how many others there are."""

    person: str
    cases: list[FoundCase]
    others: int


def may_look_up(visit: DeskVisit) -> bool:
    """Says whether this member of staff may look up people at all."""
    staff = visit.staff
    return may(staff.roles, ACT) and not is_outsider(staff.agencies, staff.roles, visit.offer)


def look_up(visit: DeskVisit, person: str, purpose: str) -> LookedUpCaller:
    """Looks somebody up; the search is recorded first. Raises NotValid without a person or purpose, TooMany for more
    searches than somebody who answers calls needs."""
    check_may(visit.staff, ACT)
    identities = note_search(visit.staff, person, purpose, visit.at, visit.offer)
    found = cases_with(identities, visit.offer, visit.language)["cases"]
    still_open = [case for case in found if case["status"] not in OVER]
    return LookedUpCaller(person, still_open, len(found) - len(still_open))
