"""The inbox: one's own tasks, the agency's, those nobody has, those that are late; a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from casework.inbox import VIEWS, agency_for, read_search
from casework.pages.frame import show
from casework.pages.routing import page
from casework.pages.visiting import DeskVisit
from casework.showing import see_tasks
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, NC_, Phrase

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import TaskLine

SIZE = 50
TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "Inbox"),
    "views": N_("Lists"),
    "all": NC_("tasks", "All of the agency"),
    "mine": NC_("tasks", "Mine"),
    "unassigned": NC_("tasks", "Nobody's yet"),
    "overdue": NC_("tasks", "Overdue"),
    "agency": N_("Agency"),
    "search": N_("Words"),
    "find": NC_("a list", "Search"),
    "case": NC_("desk", "Case"),
    "what": N_("What it is about"),
    "due": N_("Due"),
    "priority": N_("Priority"),
    "nothing": N_("Nothing here."),
    "more": N_("The next page"),
    "hidden_words": N_("(not yours to see)"),
}


@page("GET", "/desk", "list")
def show_inbox(visit: DeskVisit) -> Response:
    """One page of a list: the session and one Query, and one PutItem where it shows words of residents."""
    view = visit.asked("view") or "all"
    wanted = visit.asked("agency") or first_agency(visit)
    agency = None if view == "mine" else agency_for(visit.staff, wanted, visit.offer)
    search = read_search(visit.asked("text"), None, None)
    found = see_tasks(visit.looker, view, agency, search, SIZE, visit.asked("cursor") or None)
    return show(
        visit,
        "inbox.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        views=VIEWS,
        view=view,
        agency=agency or wanted,
        agencies=[(code, visit.offer.name_of("agency", code, visit.language)) for code in sorted(visit.staff.agencies)],
        text=visit.asked("text"),
        lines=[line_of(task, visit) for task in found["tasks"]],
        cursor=found["cursor"],
    )


def first_agency(visit: DeskVisit) -> str | None:
    """The agency that the inbox begins with, for who works for several."""
    return min(visit.staff.agencies, default=None)


def line_of(task: TaskLine, visit: DeskVisit) -> dict[str, Any]:
    """A task as a row of the list."""
    due = datetime.fromisoformat(task["due_at"])
    said = say_moment(due, visit.offer.jurisdiction["time_zone"], visit.language)
    return {**task, "due": said, "late": due <= visit.at}
