"""What staff do with a task before anybody ends it: hand it to the agency that it belongs to, or merge the case.

A case that others repeat waits for them: none of its tasks is ended until each of them was merged into it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from onestop.domain.cases.lifecycle import TaskStatus
from onestop_cli.replay.api_client import ApiCaller, SuiteAnswer
from onestop_cli.replay.clerks import Clerk, call_as
from onestop_cli.replay.run import Run

IN_HAND = ("agency", "machine")  # done by one of these, an agency has a task in hand and can hand it on
HIDDEN = (403, 404)  # what somebody hears about a case on which their agency has no task


class HandedTo(NamedTuple):
    """The agency that gets a task; ``evaded`` where the right one has it already and another gets it."""

    agency: str
    evaded: bool


def choose_agency(department: str, has: str, departments: Sequence[str], names: Mapping[str, str]) -> HandedTo:
    """Return the agency for a department of an export: the one that its map names, else one chosen by its name alone.

    Cities are organised differently than we are: if our agency is the one that ``has`` the task, the next one gets it.
    """
    named = names.get(department, "")
    place = departments.index(named) if named in departments else zlib.crc32(department.encode()) % len(departments)
    evaded = departments[place] == has
    return HandedTo(departments[(place + evaded) % len(departments)], evaded)


async def prepare(run: Run, caller: ApiCaller, clerk: Clerk, task: Mapping[str, Any]) -> bool:
    """Do what comes before the end of a task, one thing at a time; whether it may be ended now."""
    reference = run.linked.get(task["reference"], task["reference"])
    need = run.accepted[reference]
    if task["triage"]:
        return True
    if reference in run.busy:
        return False
    if need.handed_to and not any(run.case_of_row(handed) == reference for handed, _ in run.handed):
        if task["done_by"] in IN_HAND and task["status"] == TaskStatus.OPEN:
            await hand_over(run, caller, clerk, task, need.handed_to)
        return False
    if need.row in run.families.parents and need.row not in run.settled:
        await merge_replayed(run, caller, clerk, reference, need.row)
        return False
    return not run.families.children(need.row) - run.settled


@contextmanager
def busy_with(run: Run, reference: str) -> Iterator[None]:
    """Keep others off the tasks of a case side by side: one of them is handed on, and a case is merged once."""
    run.busy.add(reference)
    try:
        yield
    finally:
        run.busy.discard(reference)


async def hand_over(run: Run, caller: ApiCaller, clerk: Clerk, task: Mapping[str, Any], department: str) -> None:
    """Hand a task to the agency that the row names; where the one that has it may not, the administrator does."""
    reference, number, agency = task["reference"], task["task"], task["agency"]
    target = choose_agency(department, agency, clerk.departments, run.agencies)
    body = {"agency": target.agency, "reason": "The export says that another department did this."}
    who = clerk if clerk.account.role == "clerk" else clerk.administrator or clerk
    path = f"/staff/cases/{reference}/tasks/{number}/transfer"
    with busy_with(run, run.linked.get(reference, reference)):
        answer = await call_as(caller, who, "POST", path, body, {"Idempotency-Key": f"replay:{run.id}:{path}"})
    if not answer.ok:
        run.troubles[f"handing a task on: {answer.reason}"] += 1
        return
    run.handed[reference, number] = target.agency
    if target.evaded:
        run.evaded.add((reference, number))


async def merge_replayed(run: Run, caller: ApiCaller, clerk: Clerk, reference: str, row: int) -> None:
    """Merge a case into its parent's, or into the one that lives on for it; one that cannot be merged is worked on."""
    into = run.opened.get(run.families.parents[row])
    while into in run.merged:
        into = run.merged[into]
    if into is None:  # on its way
        return
    with busy_with(run, reference):
        answer = await ask_to_merge(run, caller, clerk, reference, into)
        if answer.status in HIDDEN and clerk.administrator:
            answer = await ask_to_merge(run, caller, clerk.administrator, reference, into)
    run.settled.add(row)
    if answer.ok:
        run.merged[reference] = into
    else:
        run.unmergeable[answer.reason] += 1


async def ask_to_merge(run: Run, caller: ApiCaller, who: Clerk, reference: str, into: str) -> SuiteAnswer:
    body = {"into": into, "reason": "The export says that it repeats the other one."}
    path = f"/staff/cases/{reference}/merging"
    return await call_as(caller, who, "POST", path, body, {"Idempotency-Key": f"replay:{run.id}:{path}"})
