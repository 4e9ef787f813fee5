"""Counts for the inbox's script, at intervals: the number on each list, and what is new since the page was made."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.list_address import agency_of, read_asked
from casework.pages.inbox.texts import NEW
from casework.views.task_counts import count_lists
from onestop.domain.errors import Fault, NotValid


@page("GET", "/desk/counts", "list", by_itself=True)
def send_counts(visit: DeskVisit) -> Response:
    """Sends the counts: reads the session and one Query; 304 if the script has them already. They contain no words
    of residents, so this is not a look."""
    asked = read_asked(visit)
    agency = agency_of(asked, visit) if not asked.own else (asked.agency or None)
    if agency and not (visit.staff.reads_all or agency in visit.staff.agencies):
        agency = None
    since = read_moment(visit.asked("since"), visit.at)
    counts = count_lists(visit.staff, agency, asked.view, asked.search(), since, visit.at, visit.offer)
    said = {
        "counts": {name: f"{count}{'+' if name in counts.more else ''}" for name, count in counts.numbers.items()},
        "new": visit.say_count(NEW, counts.new) if counts.new else "",
    }
    body = json.dumps(said, ensure_ascii=False)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "ETag": tag}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(body="", status_code=304, headers=headers)
    return Response(body=body, headers=headers)


def read_moment(text: str, usual: datetime) -> datetime:
    """Reads a moment of the URL, or the default; raises NotValid if it is not one."""
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+")) if text else usual  # a plus sign may arrive as a blank
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise NotValid(Fault("since", "this is not a moment", "one such as 2026-11-23T15:00:00+00:00"))
    return moment
