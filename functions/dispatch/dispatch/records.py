"""What follows from each record of the table's stream: one table for events, one rule for parked tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from dispatch.telling import tell
from dispatch.workflow import resume, start
from onestop.contracts.recorded import Recorded
from onestop.domain.cases import CaseFile
from onestop.domain.lifecycle import Status, TaskStatus
from onestop.storage.cases import load_file
from onestop.storage.responses import find_response
from onestop.storage.tokens import SURVEY


def start_run(event: Recorded) -> None:
    """A case was opened, or its workflow is to run again."""
    start(event.reference, event.run)


def resume_task(event: Recorded) -> None:
    """An agency has ended its part."""
    resume(event.reference, event.data["task"], {"type": event.type})


def resume_survey(event: Recorded) -> None:
    """The resident has answered."""
    resume(event.reference, SURVEY, {"because": "answered"})


# What is not listed moves no workflow; it is told like everything else.
MOVES_WORKFLOW: dict[str, Callable[[Recorded], None]] = {
    "case.opened": start_run,
    "workflow.restarted": start_run,
    "task.completed": resume_task,
    "task.declined": resume_task,
    "survey.answered": resume_survey,
}


def follow(image: Mapping[str, Any]) -> None:
    """Does what follows from a row that was written: {"kind": {"S": ...}, "body": {"S": ...}, ...}."""
    kind = image["kind"]["S"]
    if kind == "event":
        event = msgspec.json.decode(image["body"]["S"], type=Recorded)
        if event.type in MOVES_WORKFLOW:
            MOVES_WORKFLOW[event.type](event)
        tell(event)
    elif kind == "token":
        resume_if_ended(load_file(image["pk"]["S"].removeprefix("CASE#")), image["sk"]["S"].removeprefix("TOKEN#"))


def resume_if_ended(file: CaseFile, name: str) -> bool:
    """Wakes a workflow that has begun to wait for what has already happened; says whether one did."""
    reference = file.case.reference
    if name == SURVEY:
        answered = file.case.status is Status.CLOSED or find_response(reference) is not None
        return answered and resume(reference, SURVEY, {"because": "answered"})
    ended = any(task.id == name and task.status is not TaskStatus.OPEN for task in file.tasks)
    return ended and resume(reference, name, {"type": "task.ended"})
