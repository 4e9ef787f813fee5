"""The URLs of the inbox's lists: every list, with its filters, has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from casework.pages.desk_addresses import desk_address
from casework.pages.desk_request import DeskVisit
from casework.views.task_lists import KEPT, OWN_VIEWS, VIEWS, Search, agency_for, read_only, read_search

INBOX = "/desk"
SIZES = (25, 50, 100)
USUAL_SIZE = 50
SHAPES = ("list", "board", "map")
ON_A_MAP = 100  # tasks: a map shows a whole day's work at once
NAMES = ("view", "agency", "text", "near", "within", *KEPT, "size", "shape")  # the values that a saved view keeps


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list, whose it is, its filters, how many tasks at once and how they are drawn."""

    view: str
    agency: str
    text: str
    near: str
    within: str
    only: Mapping[str, str]
    size: int
    shape: str
    cursor: str

    def query(self, **changes: Any) -> dict[str, str]:
        """Returns the query of the URL, with some values changed; defaults are left out."""
        shown = replace(self, **changes)
        whole = {
            "view": shown.view,
            "agency": shown.agency,
            "text": shown.text,
            "near": shown.near,
            "within": shown.within,
            **shown.only,
            "size": str(shown.size) if shown.sized else "",
            "shape": shown.shape if shown.shape != "list" else "",
            "cursor": shown.cursor,
        }
        return {name: value for name, value in whole.items() if value}

    def address(self, path: str = INBOX, **changes: Any) -> str:
        """Returns the URL of this list, with some values changed; from its first page, unless a cursor is given."""
        return desk_address(path, **self.query(**({"cursor": ""} | changes)))

    def search(self) -> Search:
        """Returns what to search for; raises NotValid for a place that is not one."""
        return read_search(self.text, self.near or None, self.within or None, self.only)

    @property
    def own(self) -> bool:
        """Says whether it is a list of one person, whatever the agency."""
        return self.view in OWN_VIEWS

    @property
    def sized(self) -> bool:
        """Says whether a number of tasks at once other than the default is asked for."""
        return self.size != (ON_A_MAP if self.shape == "map" else USUAL_SIZE)

    @property
    def narrowed(self) -> bool:
        """Says whether filters are set."""
        return bool(self.text or self.near or self.only)


def read_asked(visit: DeskVisit, given: Mapping[str, str] | None = None) -> AskedList:
    """Reads the list that a URL asks for; `given` is its query if a form carries it. Unknown values become the
    default."""
    asked = visit.asked if given is None else lambda name: given.get(name, "")
    view, shape, size = asked("view"), asked("shape"), asked("size")
    shape = shape if shape in SHAPES else "list"
    usual = ON_A_MAP if shape == "map" else USUAL_SIZE
    return AskedList(
        view=view if view in VIEWS else "all",
        agency=asked("agency") or own_agency(visit),
        text=asked("text")[:200].strip(),
        near=asked("near")[:60].replace(" ", ""),
        within=asked("within")[:10],
        only=read_only(asked),
        size=int(size) if size in map(str, SIZES) else usual,
        shape=shape,
        cursor=asked("cursor"),
    )


def read_kept(visit: DeskVisit, query: str) -> AskedList:
    """Reads the list whose query a form or a saved view carries."""
    return read_asked(visit, {name: value for name, value in parse_qsl(query[:2000]) if name in NAMES})


def write_kept(asked: AskedList) -> str:
    """Returns the query with which a form or a saved view finds its list again."""
    return urlencode({name: value for name, value in asked.query(cursor="").items() if name in NAMES})


def own_agency(visit: DeskVisit) -> str:
    """Returns the agency that the inbox begins with: one's own, or the triage desk for those who see all agencies."""
    usual = visit.offer.jurisdiction["triage_agency"] if visit.staff.reads_all else ""
    return min(visit.staff.agencies, default=usual)


def agency_of(asked: AskedList, visit: DeskVisit) -> str | None:
    """Returns whose inbox it is, if they may see it; None for a list of one's own."""
    return None if asked.own else agency_for(visit.staff, asked.agency or None, visit.offer)


def agencies_for(visit: DeskVisit) -> list[str]:
    """Returns the agencies whose inboxes somebody may see."""
    every = visit.offer.agencies if visit.staff.reads_all else visit.staff.agencies
    return sorted(code for code in every if code in visit.offer.agencies)
