"""Views that somebody saved for themselves: a name and the URL of a list. They are kept with the sessions of their
owner, which each page reads anyway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.list_address import read_kept, write_kept
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.staff.desk_sessions import StaffSessions
from onestop.storage.staff.desk_sessions import change_sessions

MOST, LONGEST = 20, 60


def shown_views(visit: DeskVisit) -> list[dict[str, str]]:
    """Returns the views that somebody saved, by name."""
    kept = visit.signed_in.known.views if visit.signed_in else ()
    return [
        {"name": name, "query": query, "address": read_kept(visit, query).address()} for name, query in sorted(kept)
    ]


@page("POST", "/desk/views", "list")
def keep_view(visit: DeskVisit) -> Response:
    """Saves a list under a name; replaces a view of the same name."""
    name, query = " ".join(visit.form.text("name").split())[:LONGEST], visit.form.text("query")
    if not name:
        raise NotValid(Fault("name", "a view needs a name", f"up to {LONGEST} letters"))
    kept = write_kept(read_kept(visit, query))

    def become(before: StaffSessions) -> StaffSessions:
        others = [view for view in before.views if view[0] != name]
        if len(others) >= MOST:
            raise NotValid(Fault("name", f"you keep {MOST} views, the most there may be", "remove one first"))
        return replace(before, views=(*others, (name, kept)))

    change_views(visit, become)
    return go_to("/desk", **dict(parse_qsl(kept)))


@page("POST", "/desk/views/removal", "list")
def forget_view(visit: DeskVisit) -> Response:
    """Removes a view and shows its list again, where this can be undone, because the list has all that the view had."""
    name = visit.form.text("name")
    known = visit.signed_in.known.views if visit.signed_in else ()
    query = next((query for each, query in known if each == name), None)
    if query is None:
        raise NotFound("You keep no view of this name.", "name")
    change_views(visit, lambda before: replace(before, views=tuple(view for view in before.views if view[0] != name)))
    return go_to("/desk", **dict(parse_qsl(query)), forgotten=name)


def change_views(visit: DeskVisit, become: Callable[[StaffSessions], StaffSessions]) -> None:
    """Writes the row of the person who is signed in: one call."""
    if visit.signed_in:
        change_sessions(visit.signed_in.known, become)
