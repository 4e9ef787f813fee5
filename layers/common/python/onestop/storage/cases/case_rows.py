"""The rows of a case in the Cases table. One partition a case, so that one Query reads all of it, in this order:

CASE#<reference>  CASE              the snapshot                         kind case
                  CASE#PLAN         the plan it was routed under         kind plan
                  CASE#REQUEST      what the resident said               kind request
                  CASE#TASK#<id>    one agency's part                    kind task
                  ATTACHMENT#<id>    a photo or document                 kind attachment
                  CONTACT#<number>  a message from or to the resident    kind contact
                  EVENT#<sequence>  what happened                        kind event
                  NOTE#<number>     what staff wrote for staff           kind note
                  TOKEN#<name>      who waits for a task or the survey   kind token (written by the state machines)
                  TOLD              events published, tokens used      kind told
ONCE#<hash>       ONCE              a command already carried out        kind once
LIMIT#<hash>      <hour>            how much one sender has brought      kind limit
PRESENT#<reference>  <staff id>     who is looking at a case just now    kind present
SWEEP             PLACE             where the sweeper continues          kind place
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, Contact, Note, Request, Task
from onestop.domain.catalogue.plans import Stage
from onestop.domain.people.actor import is_staff
from onestop.domain.places.distances import tile_of
from onestop.storage.cases.case_keys import (
    CASES_FIRST,
    ON_TOP,
    REQUESTS_FIRST,
    again_key,
    area_key,
    case_key,
    done_key,
    ended_key,
    event_key,
    inbox_key,
    listed_key,
    near_key,
    north_of,
    open_key,
    shard_of,
    staff_key,
    timer_key,
    unassigned_key,
    updates_key,
)
from onestop.storage.cases.public_fields import alike_of, is_shown, shown_of
from onestop.storage.tables import CaseRow

# What is public. Agencies' parts and messages with the resident stay between us and them.
PUBLISHED = frozenset(
    {
        *("case.opened", "case.routed", "case.triaged", "case.resolved", "case.reopened", "case.closed"),
        *("case.merged", "case.unmerged"),
    }
)


def case_row(case: Case) -> CaseRow:
    """Returns the row of the snapshot. It stays in the list index for ever, and in the work index until nothing more
    can follow from it: a closed case stays there until its end has been published (storage/cases/published.py). Until
    the case is closed, anybody may find it near its place (storage/cases/nearby.py)."""
    opened = case.opened_at.isoformat()
    row = CaseRow(
        case_key(case.reference),
        "CASE",
        kind="case",
        version=case.version,
        body=msgspec.json.encode(case).decode(),
        list_key=listed_key(case.opened_at),
        list_order=f"{opened}#{case.reference}#{CASES_FIRST}",
        work_key=open_key(shard_of(case.reference)),
        work_order=f"{case.updated_at.isoformat()}#{case.reference}",
    )
    if case.wake_at:
        row.timer_key = timer_key(shard_of(case.reference))
        row.timer_order = f"{case.wake_at.isoformat()}#{case.reference}"
    if is_shown(case):
        row.shown = msgspec.json.encode(shown_of(case)).decode()
        order = f"{opened}#{case.reference}"
        if case.spot:
            row.near_key, row.near_order = near_key(tile_of(case.spot.lat, case.spot.long)), order
        if case.district:
            row.area_key, row.area_order = area_key(case.district), order
        if case.likeness and case.service:
            row.alike = msgspec.json.encode(alike_of(case, case.likeness)).decode()
            row.again_key = again_key(case.service)
            row.again_order = f"{north_of(case.likeness.lat)}#{opened}#{case.reference}"
    return row


def plan_row(reference: str, plan: tuple[Stage, ...]) -> CaseRow:
    """Returns the row of the plan, apart from the snapshot because it changes only when the case is routed."""
    return CaseRow(case_key(reference), "CASE#PLAN", kind="plan", body=msgspec.json.encode(plan).decode())


def note_row(reference: str, note: Note) -> CaseRow:
    """Returns the row of a note by a member of staff."""
    return CaseRow(case_key(reference), f"NOTE#{note.id}", kind="note", body=msgspec.json.encode(note).decode())


def contact_row(reference: str, contact: Contact) -> CaseRow:
    """Returns the row of a message from or to the resident."""
    body = msgspec.json.encode(contact).decode()
    return CaseRow(case_key(reference), f"CONTACT#{contact.id}", kind="contact", body=body)


def request_row(reference: str, request: Request, opened_at: datetime) -> CaseRow:
    """Returns the row of the request, apart from the snapshot so that rewriting the snapshot does not write the request
    again."""
    return CaseRow(
        case_key(reference),
        "CASE#REQUEST",
        kind="request",
        body=msgspec.json.encode(request).decode(),
        list_key=listed_key(opened_at),
        list_order=f"{opened_at.isoformat()}#{reference}#{REQUESTS_FIRST}",
    )


def task_row(task: Task) -> CaseRow:
    """Returns the row of a task. Until the task ends it is in its agency's inbox and its assignee's list; then in the
    agency's month."""
    body = msgspec.json.encode(task).decode()
    row = CaseRow(case_key(task.reference), f"CASE#TASK#{task.id}", kind="task", body=body)
    if task.ended_at:
        ended = task.ended_at.isoformat()
        row.work_key = ended_key(task.agency, ended[:7])
        row.work_order = f"{ended}#{task.reference}#{task.id}"
        return row
    row.work_key = inbox_key(task.agency)
    first = ON_TOP if task.hazard else ""
    row.work_order = row.own_order = f"{first}{task.due_at.isoformat()}#{task.reference}#{task.id}"
    row.own_key = staff_key(task.assignee) if task.assignee else unassigned_key(task.agency)
    return row


def event_row(event: Recorded) -> CaseRow:
    """Returns the row of an event; the table's stream carries it to `dispatch`."""
    body = msgspec.json.encode(event).decode()
    row = CaseRow(case_key(event.reference), event_key(event.sequence), kind="event", body=body)
    order = f"{event.at.isoformat()}#{event.reference}#{event.sequence:06d}"
    if event.type in PUBLISHED:
        row.list_key, row.list_order = updates_key(event.at), order
    if is_staff(event.by):  # so that members of staff can find what they took part in
        row.own_key, row.own_order = done_key(event.by), order
    return row
