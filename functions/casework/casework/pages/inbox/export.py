"""A list as a table for a spreadsheet: the same data as the list, all of it, recorded as an export."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.pages.channel_words import CHANNEL_NAMES
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.list_address import agency_of, read_asked
from casework.pages.inbox.rows import InboxLine, lines_of
from casework.views.recorded_views import see_tasks
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.cases.task_lists import SEARCHED

PAGES = 20  # of a list, each as much as one search reads: what fits into one answer, and into its time
MORE = N_("There are more than are shown.")
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets misread letters beyond ASCII
COLUMNS: Mapping[str, Phrase] = {
    "reference": N_("Reference"),
    "task": NC_("a list", "Task"),
    "service": N_("Service"),
    "agency": N_("Agency"),
    "priority": N_("Priority"),
    "channel": N_("Channel"),
    "district": N_("District"),
    "opened_at": N_("Received on"),
    "due_at": N_("Due"),
    "status": N_("Where it stands"),
    "summary": N_("What it is about"),
    "lat": N_("Latitude"),
    "long": N_("Longitude"),
}


@page("GET", "/desk/export", "list")
def export_list(visit: DeskVisit) -> Response:
    """Returns the tasks of a list as CSV: the session, a Query for each 300 of them, and the look. Where even so there
    are more, the last row says so: nobody counts on what is missing."""
    asked = read_asked(visit)
    agency, cursor = agency_of(asked, visit), asked.cursor or None
    found = see_tasks(visit.looker, asked.view, agency, asked.search(), SEARCHED, cursor, where="export", pages=PAGES)
    names = visit.say_all(COLUMNS)
    rows = [
        {names[column]: value for column, value in row_of(line, visit).items()}
        for line in lines_of(found["tasks"], visit)
    ]
    rows += [{names["reference"]: visit.say(MORE)}] if found["cursor"] else []
    headers: dict[str, str | list[str]] = {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": f'attachment; filename="{asked.view}-{visit.at:%Y-%m-%d}.csv"',
    }
    return Response(body=BYTE_ORDER_MARK + as_csv(list(names.values()), rows), headers=headers)


def row_of(line: InboxLine, visit: DeskVisit) -> dict[str, object]:
    """Returns a task as cells: names for people; moments and numbers in a form that spreadsheets sort."""
    offer, seen = visit.offer, line.seen
    channel = CHANNEL_NAMES.get(seen["channel"] or "")
    return {
        "reference": line.reference,
        "task": line.task,
        "service": line.named,
        "agency": offer.name_of("agency", seen["agency"], visit.language),
        "priority": line.priority,
        "channel": visit.say(channel) if channel else "",
        "district": seen["district"] or "",
        "opened_at": seen["opened_at"],
        "due_at": line.due_at,
        "status": line.waits or line.due,
        "summary": line.summary or "",
        "lat": seen["lat"],
        "long": seen["long"],
    }
