"""One act on a selection: each case is handled by itself, and the answer says what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from casework.acts.carry_out import asked_by, do_act
from casework.acts.tables import BOTH_ACTS, CASE_ACTS, TASK_ACTS
from onestop.contracts.read_contract import read_fields
from onestop.contracts.staff import BulkBody, BulkItem
from onestop.domain.cases.act import Act
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import Fault, NotFound, NotValid, OnestopError
from onestop.runtime.identity import Staff, check_may
from onestop.runtime.problems import problem_of

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import BulkResult


def do_all(staff: Staff, act: Act, body: BulkBody, key: str | None) -> list[BulkResult]:
    """Does one act on each item of a selection. One that is refused does not stop the others."""
    known = {*TASK_ACTS, *CASE_ACTS, *BOTH_ACTS}
    if body.action not in known:
        raise NotValid(Fault("action", "there is no such action", f"one of: {', '.join(sorted(known))}"))
    check_may(staff, body.action)
    return [
        outcome(item, lambda item=item, number=number: do_item(staff, act, body, item, key and f"{key}:{number}"))  # type: ignore[misc]
        for number, item in enumerate(body.items)
    ]


def do_item(staff: Staff, act: Act, body: BulkBody, item: BulkItem, key: str | None) -> int:
    """Does the act on one item; returns the version that the case then has."""
    reference = read_reference(item.reference)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", "reference")
    kind = body_kind(body.action, item.task)
    words = read_fields(dict(body.body or {}), kind)
    sent = msgspec.json.encode(body.body or {})
    asked = replace(asked_by(staff, act, words, item.task or ""), many=True)
    return do_act(body.action, reference, asked, sent, key=key, seen=item.version).case.version


def body_kind(action: str, task: str | None) -> type[msgspec.Struct]:
    if task and action in TASK_ACTS:
        return TASK_ACTS[action][0]
    if not task and action in CASE_ACTS:
        return CASE_ACTS[action][0]
    if not task and action in BOTH_ACTS and action not in TASK_ACTS:
        return BOTH_ACTS[action][0]
    wrong = "this act is done to a case, not to a task" if task else "this act is done to a task"
    raise NotValid(Fault("items.task", wrong, "leave it out" if task else "the id of a task"))


def outcome(item: BulkItem, do: Callable[[], int]) -> BulkResult:
    """Returns what became of one item: the new version, or the same problem that the single call would have answered
    with."""
    became: BulkResult = {"reference": item.reference, "status": 200}
    if item.task:
        became["task"] = item.task
    try:
        became["version"] = do()
    except OnestopError as error:
        problem = problem_of(error)
        became |= {"status": problem["status"], "problem": problem}
    return became
