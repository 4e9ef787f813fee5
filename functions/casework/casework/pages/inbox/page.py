"""The inbox: one's own tasks, the agency's, unassigned and overdue ones; a page at a time, as a list, as a board or
on a map."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from casework.oversight.look_records import is_address
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.acts import ACTS, acts_offered, read_chosen
from casework.pages.inbox.board import board_of
from casework.pages.inbox.filters import filters_for
from casework.pages.inbox.list_address import SHAPES, SIZES, AskedList, agencies_for, agency_of, read_asked, write_kept
from casework.pages.inbox.map import map_of
from casework.pages.inbox.named import count_named
from casework.pages.inbox.rows import lines_of
from casework.pages.inbox.saved_views import shown_views
from casework.pages.inbox.texts import EMPTY, SHAPE_NAMES, TAKE_THESE, TASKS, TEXTS, VIEW_NAMES
from casework.views.recorded_views import see_tasks
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotValid
from onestop.domain.staff.permissions import may


@page("GET", "/desk", "list")
def show_inbox(visit: DeskVisit) -> Response:
    """Shows one page of a list: the session and one Query, and one PutItem if it shows words of residents."""
    asked = read_asked(visit)
    reference = read_reference(asked.text)
    if reference:
        return go_to(f"/desk/cases/{reference}")
    agency, errors = agency_of(asked, visit), []
    found: Any = {"tasks": [], "cursor": None}
    try:
        search = asked.search()
    except NotValid:
        errors = [("near", visit.say(TEXTS["near_wrong"]))]
    else:
        found = see_tasks(visit.looker, asked.view, agency, search, asked.size, asked.cursor or None)
    lines = lines_of(found["tasks"], visit)
    more = found["cursor"] is not None
    takes = [line.id for line in lines if not line.mine] if asked.shape == "map" else []
    count = visit.say_count(TASKS, len(lines))
    return show(
        visit,
        "inbox/page.html",
        visit.say(VIEW_NAMES[asked.view]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        asked=asked,
        kept=write_kept(asked),
        views=views_for(asked, visit),
        shapes=[(shape, visit.say(SHAPE_NAMES[shape]), asked.address(shape=shape)) for shape in SHAPES],
        sizes=SIZES,
        agencies=[(code, visit.offer.name_of("agency", code, visit.language)) for code in agencies_for(visit)],
        filters=filters_for(asked, visit),
        saved=shown_views(visit),
        did=did_before(visit),
        named=count_named(visit),
        forgotten=visit.asked("forgotten")[:60],
        acts=acts_offered(visit),
        may_take=may(visit.staff.roles, "assignment"),
        may_find=may(visit.staff.roles, "find"),
        is_address=is_address(asked.text) and not read_reference(asked.text),
        not_chosen=bool(visit.asked("nothing")),
        lines=lines,
        shown=visit.say(TEXTS["shown_more" if more else "shown"]).format(count=count),
        empty=visit.say(EMPTY[why_empty(asked, more)]),
        columns=board_of(lines, visit) if asked.shape == "board" else [],
        takes=takes,
        take_words=visit.say_count(TAKE_THESE, len(takes)),
        map=map_of(lines, asked, visit) if asked.shape == "map" else None,
        more=asked.address(cursor=found["cursor"]) if more else None,
        whole_map=asked.address(only={name: value for name, value in asked.only.items() if name != "district"}),
        since=visit.at.isoformat(),
    )


def did_before(visit: DeskVisit) -> dict[str, str] | None:
    """Returns what the form before this page did to which tasks, with the act that undoes it."""
    act, tasks = ACTS.get(visit.asked("did")), read_chosen(visit.asked("tasks").split())
    if act is None or act.undo is None or not tasks:
        return None
    words = f"{visit.say(act.name)}: {visit.say_count(TASKS, len(tasks))}"
    return {"undo": act.undo, "tasks": " ".join(tasks), "words": words}


def views_for(asked: AskedList, visit: DeskVisit) -> list[dict[str, Any]]:
    """Returns the lists with their URLs; filters of one are kept in the others."""
    return [
        {"code": code, "name": visit.say(name), "address": asked.address(view=code), "here": code == asked.view}
        for code, name in VIEW_NAMES.items()
    ]


def why_empty(asked: AskedList, more: bool) -> str:
    """Returns the sentence to show for a list without tasks."""
    if more:
        return "further"
    return "narrowed" if asked.narrowed else asked.view
