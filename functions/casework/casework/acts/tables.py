"""Tables of the acts of staff: the last part of the path, what is sent, and the rule that decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from casework.acts.act_rules import ActRequest, assign, complete, transfer, wait, wait_for_case, write_note
from onestop.contracts import staff as bodies
from onestop.domain.cases import case_end, conversation, priority_and_triage
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.links import merge_and_link
from onestop.domain.cases.links.unmerge_and_unlink import joined_into, linked_with, unlink, unmerge_case
from onestop.domain.cases.references import read_reference
from onestop.domain.cases.tasks import task_end, task_handover, task_wait
from onestop.domain.errors import NotFound

DoAct = Callable[[CaseFile, ActRequest], Change | None]
DoBoth = Callable[[CaseFile, CaseFile, ActRequest], tuple[Change, Change] | None]

TASK_ACTS: Mapping[str, tuple[type[Struct], DoAct]] = {
    "completion": (bodies.CompletionBody, complete),
    "assignment": (bodies.AssignmentBody, assign),
    "transfer": (bodies.TransferBody, transfer),
    "splitting": (
        bodies.SplitBody,
        lambda file, asked: task_handover.split(file, asked.act, asked.task, asked.body.agencies, asked.body.reason),
    ),
    "question": (
        bodies.QuestionBody,
        lambda file, asked: conversation.ask_resident(file, asked.act, asked.task, asked.body.question),
    ),
    "waiting": (bodies.WaitBody, wait),
    "resumption": (bodies.NothingBody, lambda file, asked: task_wait.resume_waiting_task(file, asked.act, asked.task)),
    "cancellation": (
        bodies.ReasonBody,
        lambda file, asked: task_end.cancel_task(file, asked.act, asked.task, asked.body.reason),
    ),
}

CASE_ACTS: Mapping[str, tuple[type[Struct], DoAct]] = {
    "notes": (bodies.NoteBody, write_note),
    "tasks": (bodies.ExtraBody, lambda file, asked: task_handover.open_extra(file, asked.act, asked.body.code)),
    "reopening": (bodies.ReasonBody, lambda file, asked: case_end.reopen(file, asked.act, asked.body.reason)),
    "withdrawal": (bodies.ReasonBody, lambda file, asked: case_end.withdraw_case(file, asked.act, asked.body.reason)),
    "triage": (
        bodies.ReasonBody,
        lambda file, asked: priority_and_triage.hand_to_triage(file, asked.act, asked.body.reason),
    ),
    "priority": (
        bodies.PriorityBody,
        lambda file, asked: priority_and_triage.reprioritise(file, asked.act, asked.body.priority, asked.body.reason),
    ),
    "extension": (
        bodies.ExtensionBody,
        lambda file, asked: priority_and_triage.extend(file, asked.act, asked.body.due_at, asked.body.reason),
    ),
}

# the field of the body that names the other case
BOTH_ACTS: Mapping[str, tuple[type[Struct], str, DoBoth]] = {
    "merging": (
        bodies.MergeBody,
        "into",
        lambda file, other, asked: merge_and_link.merge_case(file, other, asked.act, asked.body.reason),
    ),
    "links": (bodies.LinkBody, "reference", lambda file, other, asked: merge_and_link.link(file, other, asked.act)),
    "waiting": (bodies.WaitBody, "case", wait_for_case),
}

# the other case is named by the case itself, whether or not the caller may still see that one
UNDOING_ACTS: Mapping[str, tuple[type[Struct], Callable[[CaseFile, Any], str], DoBoth]] = {
    "unmerging": (
        bodies.UnmergeBody,
        lambda file, body: joined_into(file),
        lambda file, other, asked: unmerge_case(file, other, asked.act, asked.body.reason),
    ),
    "unlinking": (
        bodies.LinkBody,
        lambda file, body: linked_with(file, other_case(body, "reference") or "").reference,
        lambda file, other, asked: unlink(file, other, asked.act),
    ),
}
# what is done to a case as a whole, even if it also touches others: its name, and what is sent
WHOLE_CASE: Mapping[str, type[Struct]] = {
    **{name: row[0] for name, row in CASE_ACTS.items()},
    **{name: row[0] for name, row in BOTH_ACTS.items() if name not in TASK_ACTS},
    **{name: row[0] for name, row in UNDOING_ACTS.items()},
}


def other_case(body: Any, field: str) -> str | None:
    """Returns the other case that a body names; None if it names none."""
    text = getattr(body, field)
    if text is None:
        return None
    reference = read_reference(text)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", field)
    return reference
