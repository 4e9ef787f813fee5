"""Lists of tasks: an agency's, one's own, those nobody has, those that are late; searched by words and by place.

A search looks at no more than the one who searches may see, or its answers would tell the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.cases.case import Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotAllowed, NotValid
from onestop.domain.people.sight import line_fields
from onestop.runtime.identity import Staff
from onestop.storage.lists import overdue_tasks, own_tasks, tasks_of, unassigned_tasks
from onestop.storage.paging import Page

EARTH_METRES = 6_371_000
FARTHEST = 20_000
USUAL_METRES = 500.0
VIEWS = ("all", "mine", "unassigned", "overdue")


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for in a list: words of the summary, and a place with a radius in metres."""

    words: tuple[str, ...] = ()
    near: tuple[float, float] | None = None
    within: float = USUAL_METRES

    def finds(self, task: Task, fields: frozenset[str]) -> bool:
        """Whether a task has all the words and lies near enough, as far as these fields of its case say."""
        text = task.summary.casefold() if "description" in fields else ""
        return all(word in text for word in self.words) and (
            self.near is None or ("place" in fields and self.is_near(task))
        )

    def is_near(self, task: Task) -> bool:
        if self.near is None or task.lat is None or task.long is None:
            return False
        return metres_between(self.near, (task.lat, task.long)) <= self.within


def metres_between(one: tuple[float, float], two: tuple[float, float]) -> float:
    """The distance between two places in WGS84 degrees, by the haversine formula."""
    (lat1, long1), (lat2, long2) = ([math.radians(degrees) for degrees in place] for place in (one, two))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((long2 - long1) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(min(1, math.sqrt(half)))


def read_search(text: str | None, near: str | None, within: str | None) -> Search:
    """Reads `text`, `near` ("lat,long") and `within` (metres) of a request; raises NotValid."""
    words = tuple((text or "").casefold().split())[:10]
    try:
        lat, long = (float(part) for part in (near or "0,0").split(","))
        metres = float(within or USUAL_METRES)
    except ValueError:
        raise NotValid(Fault("near", "this is not a place", "lat,long in degrees, such as 44.65,-63.57")) from None
    if not (abs(lat) <= 90 and abs(long) <= 180 and 0 < metres <= FARTHEST):
        raise NotValid(Fault("near", "there is no such place or distance", f"degrees, and up to {FARTHEST} metres"))
    if near is None:
        return Search(words)
    return Search(words, (lat, long), metres)


def agency_for(staff: Staff, wanted: str | None, catalogue: Catalogue) -> str:
    """The agency whose inbox to show: the one asked for, if they may see it, or their own."""
    if wanted is None:
        if len(staff.agencies) != 1:
            raise NotAllowed("Say which agency's inbox you want.", "agency")
        return next(iter(staff.agencies))
    if not (staff.reads_all or wanted in staff.agencies) or wanted not in catalogue.agencies:
        raise NotAllowed("You do not work for this agency.", "agency")
    return wanted


def find_tasks(
    view: str,
    staff: Staff,
    agency: str,
    at: datetime,
    search: Search,
    limit: int,
    cursor: str | None,
    catalogue: Catalogue,
) -> Page[Task]:
    """One page of a list, the task due first on top: one Query. What one was given by another agency is not one's own
    to know."""

    def fits(task: Task) -> bool:
        return search.finds(task, line_fields(task, staff.agencies, staff.roles, catalogue))

    lists: dict[str, Callable[..., Page[Task]]] = {
        "all": lambda **page: tasks_of(agency, **page),
        "mine": lambda **page: own_tasks(staff.id, **page),
        "unassigned": lambda **page: unassigned_tasks(agency, **page),
        "overdue": lambda **page: overdue_tasks(agency, at, **page),
    }
    if view not in lists:
        raise NotValid(Fault("view", "there is no such list", f"one of: {', '.join(VIEWS)}"))
    page: dict[str, Any] = {"limit": limit, "cursor": cursor}
    found = lists[view](**page, fits=fits if search != Search() else None)
    return Page([task for task in found.items if staff.reads_all or staff.works_for(task.agency)], found.cursor)
