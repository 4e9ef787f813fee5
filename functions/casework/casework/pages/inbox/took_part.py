"""One's own acts, newest first: the way back to a case that left one's list. No words of residents are in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_addresses import desk_address
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.rows import task_name
from casework.pages.inbox.texts import VIEW_NAMES
from onestop.contracts.recorded import Recorded
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, NC_, Phrase
from onestop.storage.cases.task_lists import own_acts

SIZE = 100
TEXTS: Mapping[str, Phrase] = {
    "title": NC_("tasks", "I took part"),
    "lead": N_("What you did, the newest first. It is yours alone to see here."),
    "nothing": N_("You have done nothing on a case yet. What you do is listed here, so that you can find it again."),
    "more": N_("Earlier"),
    "views": N_("Lists"),
    "named": NC_("tasks", "Where I am named"),
    "took_part": NC_("tasks", "I took part"),
    "case": NC_("desk", "Case"),
    "did": NC_("tasks", "What you did"),
    "when": NC_("tasks", "When"),
}
# What members of staff do, as they would say it; other events follow from these.
DID: Mapping[str, Phrase] = {
    "case.opened": NC_("did", "Opened the case"),
    "task.completed": NC_("did", "Finished: {task}"),
    "task.declined": NC_("did", "Declined: {task}"),
    "task.cancelled": NC_("did", "Cancelled: {task}"),
    "task.assigned": NC_("did", "Assigned: {task}"),
    "task.transferred": NC_("did", "Handed on: {task}"),
    "task.split": NC_("did", "Split: {task}"),
    "task.waiting": NC_("did", "Put aside: {task}"),
    "task.resumed": NC_("did", "Went on with: {task}"),
    "task.opened": NC_("did", "Opened: {task}"),
    "resident.asked": NC_("did", "Asked the resident"),
    "contact.sent": NC_("did", "Wrote to the resident"),
    "note.added": NC_("did", "Wrote a note"),
    "attachment.added": NC_("did", "Added a file"),
    "case.reprioritised": NC_("did", "Set the priority"),
    "case.extended": NC_("did", "Gave more time"),
    "case.merged": NC_("did", "Joined it with another case"),
    "case.linked": NC_("did", "Linked it with another case"),
    "case.unmerged": NC_("did", "Took back that it was joined"),
    "case.unlinked": NC_("did", "Took back a link"),
    "case.reopened": NC_("did", "Reopened the case"),
    "case.closed": NC_("did", "Closed the case"),
    "case.triaged": NC_("did", "Sent it to the triage desk"),
}


@page("GET", "/desk/took-part", "list")
def show_own_acts(visit: DeskVisit) -> Response:
    """Shows one's own acts: the session and one Query. An act with several events is shown by the first that has
    words."""
    found = own_acts(visit.staff.actor, SIZE, visit.asked("cursor") or None)
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for event in reversed(found.items):  # the event of the act itself comes before those that follow from it
        if event.type in DID:
            lines.setdefault((event.at.isoformat(), event.reference), line_of(event, visit))
    return show(
        visit,
        "inbox/took_part.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        views=[(visit.say(name), desk_address("/desk", view=code)) for code, name in VIEW_NAMES.items()],
        lines=list(reversed(lines.values())),
        more=desk_address("/desk/took-part", cursor=found.cursor) if found.cursor else None,
    )


def line_of(event: Recorded, visit: DeskVisit) -> dict[str, Any]:
    task = task_name(event.service, str(event.data.get("code") or ""), visit.offer, visit.language)
    return {
        "reference": event.reference,
        "did": visit.say(DID[event.type]).format(task=task),
        "service": visit.offer.name_of("service", event.service, visit.language),
        "at": event.at.isoformat(),
        "when": say_moment(event.at, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at),
    }
