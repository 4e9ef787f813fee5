"""How the parts of a case lie in the Cases table. One partition a case, so that one Query reads it all, in this order:

CASE#<reference>  CASE              the snapshot                         kind case
                  CASE#REQUEST      what the resident said               kind request
                  CASE#TASK#<id>    one agency's part                    kind task
                  EVENT#<sequence>  what happened                        kind event
                  TOKEN#<name>      who waits for a task or the survey   kind token (written by the state machines)
ONCE#<hash>       ONCE              a command carried out                kind once
"""

from __future__ import annotations

import zlib

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases import Case, Request, Task
from onestop.domain.lifecycle import Status, TaskStatus
from onestop.storage.tables import CaseRow

OPEN_SHARDS = 8


def case_key(reference: str) -> str:
    return f"CASE#{reference}"


def event_key(sequence: int) -> str:
    return f"EVENT#{sequence:06d}"


def inbox_key(agency: str) -> str:
    return f"INBOX#{agency}"


def open_key(shard: int) -> str:
    return f"OPEN#{shard}"


def case_row(case: Case) -> CaseRow:
    """The snapshot. It is in the work index until the case is closed, and in the day index for ever."""
    opened = case.opened_at.isoformat()
    row = CaseRow(
        case_key(case.reference),
        "CASE",
        kind="case",
        version=case.version,
        body=msgspec.json.encode(case).decode(),
        day_key=f"DAY#{opened[:10]}",
        day_order=f"{opened}#{case.reference}",
    )
    if case.status is not Status.CLOSED:
        row.work_key = open_key(zlib.crc32(case.reference.encode()) % OPEN_SHARDS)
        row.work_order = f"{case.updated_at.isoformat()}#{case.reference}"
    return row


def request_row(reference: str, request: Request) -> CaseRow:
    """The request, beside the snapshot so that writing the snapshot again does not cost its length."""
    return CaseRow(case_key(reference), "CASE#REQUEST", kind="request", body=msgspec.json.encode(request).decode())


def task_row(task: Task) -> CaseRow:
    """A task. It is in its agency's inbox while it is open."""
    body = msgspec.json.encode(task).decode()
    row = CaseRow(case_key(task.reference), f"CASE#TASK#{task.id}", kind="task", body=body)
    if task.status is TaskStatus.OPEN:
        row.work_key = inbox_key(task.agency)
        row.work_order = f"{task.due_at.isoformat()}#{task.reference}#{task.id}"
    return row


def event_row(event: Recorded) -> CaseRow:
    """An event; the table's stream carries it to `dispatch`."""
    body = msgspec.json.encode(event).decode()
    return CaseRow(case_key(event.reference), event_key(event.sequence), kind="event", body=body)
