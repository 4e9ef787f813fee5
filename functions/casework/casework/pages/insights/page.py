"""Lessons from cases, for supervisors: each lesson with what could be done about it, and a button to open
a case for that; the measures as tables to download. Nothing is computed here: it shows what `onestop insights
publish` wrote."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.export import BYTE_ORDER_MARK
from casework.pages.insights.lesson_words import say_lesson
from casework.pages.insights.texts import MEASURES, TEXTS
from onestop.domain.errors import NotAllowed, NotFound
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.permissions import may
from onestop.domain.time.dates import say_date
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.catalogue.published_insights import find_lessons

PATH = "/desk/insights"
ACT = "report"
COLUMNS = ("kind", "says", "does", "chance")


def told_to(visit: DeskVisit) -> dict[str, Any]:
    """Returns what was published."""
    refuse_contractor(visit)
    return find_lessons() or {}


def refuse_contractor(visit: DeskVisit) -> None:
    """Refuses contractors, who may not see figures of all agencies."""
    if is_outsider(visit.staff.agencies, visit.staff.roles, visit.offer):
        raise NotAllowed("A contractor reads its own report, not that of the city.", "agency")


@page("GET", PATH, ACT)
def show_insights(visit: DeskVisit) -> Response:
    """Shows the lessons, each with a button that opens a new case with its words."""
    told = told_to(visit)
    zone = visit.offer.jurisdiction["time_zone"]
    date = say_date(datetime.fromisoformat(told["at"]), zone, visit.language) if told else ""
    return show(
        visit,
        "insights/page.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        date=date,
        lessons=[say_lesson(lesson, visit) for lesson in told.get("lessons", ())],
        measures=[(name, visit.say(MEASURES[name])) for name in told.get("measures", ()) if name in MEASURES],
        may_open=may(visit.staff.roles, "entries"),
    )


@page("GET", f"{PATH}/{{name}}", ACT)
def send_table(visit: DeskVisit, name: str) -> Response:
    """Sends lessons or a measure as a table, or everything as JSON."""
    told, (what, _, ending) = told_to(visit), name.partition(".")
    if name == "insights.json" and told:
        body = json.dumps(told, ensure_ascii=False)
        return Response(body, headers={"Content-Type": "application/json", **attached(name)})
    if ending != "csv" or (what != "lessons" and what not in told.get("measures", {})):
        raise NotFound("There is no such table.", "name")
    if what == "lessons":
        rows = [vars_of(lesson, visit) for lesson in told.get("lessons", ())]
        columns: tuple[str, ...] = COLUMNS
    else:
        rows = told["measures"][what]["rows"]
        columns = tuple(rows[0]) if rows else ()
    headers = {"Content-Type": "text/csv; charset=utf-8; header=present", **attached(name)}
    return Response(BYTE_ORDER_MARK + as_csv(columns, rows), headers=headers)


def vars_of(lesson: Any, visit: DeskVisit) -> dict[str, Any]:
    said = say_lesson(lesson, visit)
    return {"kind": lesson["kind"], "says": said.says, "does": said.does, "chance": lesson["chance"]}


def attached(name: str) -> dict[str, str | list[str]]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
