"""One act on a selection: each case is handled by itself, and the answer says what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
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
from onestop.runtime.log import error_fields, logger
from onestop.runtime.problems import UNAVAILABLE, problem_of
from onestop.runtime.web import UNREACHABLE

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import BulkResult


def do_all(staff: Staff, act: Act, body: BulkBody, key: str | None) -> list[BulkResult]:
    """Does one act on each item of a selection. One that is refused does not stop the others; where the tables stop
    answering, the rest is left for another time, and what was done before is told."""
    known = {*TASK_ACTS, *CASE_ACTS, *BOTH_ACTS}
    if body.action not in known:
        raise NotValid(Fault("action", "there is no such action", f"one of: {', '.join(sorted(known))}"))
    check_may(staff, body.action)
    results: list[BulkResult] = []
    for number, item in enumerate(body.items):
        if results and results[-1]["status"] == UNAVAILABLE["status"]:  # waiting for each of them would take too long
            results.append({**named(item), "status": UNAVAILABLE["status"], "problem": UNAVAILABLE})
        else:
            results.append(outcome(item, partial(do_item, staff, act, body, item, key and f"{key}:{number}")))
    return results


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
    became = named(item)
    try:
        became["version"] = do()
    except OnestopError as error:
        problem = problem_of(error)
        became |= {"status": problem["status"], "problem": problem}
    except UNREACHABLE as error:
        logger.error("a dependency failed", **error_fields(error))
        became |= {"status": UNAVAILABLE["status"], "problem": UNAVAILABLE}
    return became


def named(item: BulkItem) -> BulkResult:
    """Returns an item as it was named, done as long as nothing else is said."""
    became: BulkResult = {"reference": item.reference, "status": 200}
    return became | {"task": item.task} if item.task else became
