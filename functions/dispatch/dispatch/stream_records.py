"""What each record of the table's stream leads to: one table for events, one rule for parked tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from dispatch.workflow import start_workflow, wake_by_token
from dispatch.workflow_waits import outcome_of
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.lifecycle import CloseReason
from onestop.storage.cases.published import load_standing, mark_of
from onestop.storage.cases.waiting_tokens import REOPENED, SURVEY, find_token

Used = frozenset[str]
NONE_USED: Used = frozenset()


@dataclass(frozen=True, slots=True)
class Followed:
    """The result of a record: the event to publish now, if it is one, and the marks of the tokens used."""

    reference: str
    event: Recorded | None = None
    used: Used = NONE_USED


def start_run(event: Recorded) -> Used:
    """A case was opened, or its workflow is to run again."""
    start_workflow(event.reference, event.run)
    return NONE_USED


def start_again(event: Recorded) -> Used:
    """A case was reopened: its workflow runs again, and no longer waits for the survey."""
    start_workflow(event.reference, event.run)
    return use_token(event.reference, SURVEY, {"because": REOPENED})


def resume_task(event: Recorded) -> Used:
    """Somebody has ended their part, or it is no longer needed."""
    return use_token(event.reference, event.data["task"], {"type": event.type})


def resume_survey(event: Recorded) -> Used:
    """The resident has answered."""
    return use_token(event.reference, SURVEY, {"because": CloseReason.ANSWERED})


# An event that is not listed moves no workflow; it is published like all others.
MOVES_WORKFLOW: dict[str, Callable[[Recorded], Used]] = {
    "case.opened": start_run,
    "workflow.restarted": start_run,
    "case.reopened": start_again,
    "case.unmerged": start_run,
    "task.completed": resume_task,
    "task.declined": resume_task,
    "task.cancelled": resume_task,
    "task.split": resume_task,
    "survey.answered": resume_survey,
}


def follow_record(image: Mapping[str, Any]) -> Followed | None:
    """Moves the workflow as a row that was written requires: {"kind": {"S": ...}, "body": {"S": ...}, ...}.

    A workflow that waits parks its token in the same partition, so the token comes through this stream as well:
    whichever of the token and the event is written last finds the other.
    """
    kind = image["kind"]["S"]
    if kind == "event":
        event = msgspec.json.decode(image["body"]["S"], type=Recorded)
        used = MOVES_WORKFLOW[event.type](event) if event.type in MOVES_WORKFLOW else NONE_USED
        return Followed(event.reference, event, used)
    if kind == "token":
        reference = image["pk"]["S"].removeprefix("CASE#")
        return Followed(reference, used=use_if_over(reference, image["sk"]["S"].removeprefix("TOKEN#")))
    return None


def use_token(reference: str, name: str, outcome: dict[str, Any]) -> Used:
    """Wakes the workflow that waits for a task or the survey, if one does."""
    token = find_token(reference, name)
    if token is None:
        return NONE_USED
    wake_by_token(token, outcome)
    return frozenset({mark_of(token)})


def use_if_over(reference: str, name: str) -> Used:
    """Wakes a workflow that began to wait for what had already happened."""
    standing = load_standing(reference)
    token, outcome = standing.unused().get(name), outcome_of(standing, name)
    if token is None or outcome is None:
        return NONE_USED
    wake_by_token(token, outcome)
    return frozenset({mark_of(token)})
