"""Lists of tasks: an agency's, one's own, unassigned and overdue ones; filtered by words, place and fields.

A search only compares fields that the searcher may see; otherwise its results would reveal the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.views.urgency import is_at_risk, is_overdue, is_waiting, wakes_today
from casework.views.word_search import fold_searched, has_all
from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import PRIORITIES
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotAllowed, NotValid
from onestop.domain.staff.sight import line_fields
from onestop.runtime.identity import Staff
from onestop.storage.cases.task_lists import overdue_tasks, own_tasks, tasks_in_time, tasks_of, unassigned_tasks
from onestop.storage.paging import ListPage
from onestop.storage.staff.looks import last_looks

EARTH_METRES = 6_371_000
FARTHEST = 20_000
USUAL_METRES = 500.0
VIEWS = ("all", "mine", "unassigned", "overdue", "at_risk", "waiting", "waking", "answered")
OWN_VIEWS = ("mine", "answered")  # lists of one person, whatever the agency
# A filter -> the value of a task that it compares. The place only for those who may see it.
KEPT: Mapping[str, Callable[[Task], Collection[str | None]]] = {
    "service": lambda task: (task.service,),
    "priority": lambda task: (task.priority,),
    "channel": lambda task: (task.channel,),
    "code": lambda task: (task.code,),
    "contractor": lambda task: (task.agency, *task.been_at),
    "district": lambda task: (task.district,),
}
LOOKED_BACK = 1000  # looks that are read for one list of answers


@dataclass(frozen=True, slots=True)
class Search:
    """A search in a list: words of the summary, a place with a radius in metres, and values of fields."""

    words: tuple[str, ...] = ()
    near: tuple[float, float] | None = None
    within: float = USUAL_METRES
    only: Mapping[str, str] = field(default_factory=dict)

    def finds(self, task: Task, fields: frozenset[str]) -> bool:
        """Says whether a task has all the words and values and is near enough, by the visible fields of its case."""
        if ("district" in self.only or self.near) and "place" not in fields:
            return False
        text = fold_searched(task.summary) if self.words and "description" in fields else ""
        return (
            has_all(self.words, text)
            and (self.near is None or self.is_near(task))
            and all(value in KEPT[name](task) for name, value in self.only.items())
        )

    def is_near(self, task: Task) -> bool:
        if self.near is None or task.lat is None or task.long is None:
            return False
        return metres_between(self.near, (task.lat, task.long)) <= self.within


def metres_between(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Returns the distance between two places in WGS84 degrees, by the haversine formula."""
    (lat1, long1), (lat2, long2) = ([math.radians(degrees) for degrees in place] for place in (one, two))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((long2 - long1) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(min(1, math.sqrt(half)))


def read_only(asked: Callable[[str], str | None]) -> dict[str, str]:
    """Returns the filters of a request, by field."""
    return {name: value for name in KEPT if (value := asked(name))}


def check_only(only: Mapping[str, str]) -> None:
    """Refuses an unknown priority; unknown codes of services and the like are allowed, because they may have left
    the catalogue."""
    if "priority" in only and only["priority"] not in PRIORITIES:
        raise NotValid(Fault("priority", "there is no such priority", f"one of: {', '.join(PRIORITIES)}"))


def read_search(
    text: str | None, near: str | None, within: str | None, only: Mapping[str, str] | None = None
) -> Search:
    """Reads `text`, `near` ("lat,long") and `within` (metres) of a request; raises NotValid."""
    words = tuple(fold_searched(text or "").split())[:10]
    try:
        lat, long = (float(part) for part in (near or "0,0").split(","))
        metres = float(within or USUAL_METRES)
    except ValueError:
        raise NotValid(Fault("near", "this is not a place", "lat,long in degrees, such as 44.65,-63.57")) from None
    if not (abs(lat) <= 90 and abs(long) <= 180 and 0 < metres <= FARTHEST):
        raise NotValid(Fault("near", "there is no such place or distance", f"degrees, and up to {FARTHEST} metres"))
    if near is None:
        return Search(words, only=only or {})
    return Search(words, (lat, long), metres, only or {})


def agency_for(staff: Staff, wanted: str | None, catalogue: Catalogue) -> str:
    """Returns the agency whose inbox to show: the one asked for, if they may see it, or their own."""
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
) -> ListPage[Task]:
    """Returns one page of a list, the earliest deadline first: one Query, and for answers one more if there are any.
    Tasks that another agency gave somebody are on that agency's list."""
    known = VIEW_LISTS.get(view)
    if known is None:
        raise NotValid(Fault("view", "there is no such list", f"one of: {', '.join(VIEWS)}"))
    asked = known.fits

    def fits(task: Task) -> bool:
        return (asked is None or asked(task, at, catalogue)) and search.finds(
            task, line_fields(task, staff.agencies, staff.roles, catalogue)
        )

    looked_at = fits if asked or search != Search() else None
    found = known.read(staff.id, agency, at, limit=limit, cursor=cursor, fits=looked_at)
    tasks = [task for task in found.items if staff.reads_all or staff.works_for(task.agency)]
    return ListPage(since_looked(tasks, staff) if view == "answered" else tasks, found.cursor)


@dataclass(frozen=True, slots=True)
class TaskListed:
    """A list of tasks: the key of its rows, and which of the tasks there are on it; None is all."""

    read: Callable[..., ListPage[Task]]
    fits: Callable[[Task, datetime, Catalogue], bool] | None = None


VIEW_LISTS: Mapping[str, TaskListed] = {
    "all": TaskListed(lambda staff, agency, at, **page: tasks_of(agency, **page)),
    "mine": TaskListed(lambda staff, agency, at, **page: own_tasks(staff, **page)),
    "unassigned": TaskListed(lambda staff, agency, at, **page: unassigned_tasks(agency, **page)),
    "overdue": TaskListed(
        lambda staff, agency, at, **page: overdue_tasks(agency, at, **page), lambda task, at, _: is_overdue(task, at)
    ),
    "at_risk": TaskListed(
        lambda staff, agency, at, **page: tasks_in_time(agency, at, **page), lambda task, at, _: is_at_risk(task, at)
    ),
    "waiting": TaskListed(
        lambda staff, agency, at, **page: tasks_of(agency, **page), lambda task, at, _: is_waiting(task)
    ),
    "waking": TaskListed(lambda staff, agency, at, **page: tasks_of(agency, **page), wakes_today),
    "answered": TaskListed(
        lambda staff, agency, at, **page: own_tasks(staff, **page), lambda task, at, _: task.heard_at is not None
    ),
}


def since_looked(tasks: list[Task], staff: Staff) -> list[Task]:
    """Returns those of the tasks whose resident wrote something after this person last looked."""
    heard = [task.heard_at for task in tasks if task.heard_at]
    looked = last_looks(staff.actor, min(heard), LOOKED_BACK) if heard else {}

    def is_news(task: Task) -> bool:
        last = looked.get(task.reference)
        return task.heard_at is not None and (last is None or last < task.heard_at)

    return [task for task in tasks if is_news(task)]
