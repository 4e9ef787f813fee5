"""Playing the agencies' staff: each clerk signs in, looks into the inbox of their own agency, and works it off.

What they decide is fixed by the row a case came from, so that two runs of the same file take the same course.
"""

from __future__ import annotations

import asyncio
from typing import Any

from onestop_cli.replay.api_client import ApiCaller, SuiteSilent
from onestop_cli.replay.clerks import Clerk, call_as
from onestop_cli.replay.hands import prepare
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run

PAGE_SIZE = "100"
SHORTEST_REST, LONGEST_REST = 1.0, 6.0  # seconds between two looks into an inbox; each look costs the engine
TRIAGE_IN = 3  # the triage desk gives every third row a service and answers the others itself
DECLINED_IN = 25  # every 25th row, the agency asked first says that it is not theirs; not where rows say who did it


async def work_inbox(run: Run, caller: ApiCaller, clerk: Clerk) -> None:
    """Work an inbox off again and again; the longer it has been empty, the seldomer somebody looks."""
    rest = SHORTEST_REST
    while True:
        try:
            found = await work_pages(run, caller, clerk)
        except SuiteSilent as problem:
            run.troubles[f"inbox of {clerk.account.agency}: {problem}"] += 1
            found = 0
        rest = SHORTEST_REST if found else min(LONGEST_REST, rest * 1.5)
        await asyncio.sleep(rest)


async def work_pages(run: Run, caller: ApiCaller, clerk: Clerk) -> int:
    """Read an inbox page by page and end the tasks of this run's cases; gives how many there were."""
    found, cursor = 0, ""
    while True:
        query = {"agency": clerk.account.agency, "limit": PAGE_SIZE} | ({"cursor": cursor} if cursor else {})
        answer = await call_as(caller, clerk, "GET", "/staff/tasks", query=query)
        if not answer.ok:
            run.troubles[f"inbox of {clerk.account.agency}: {answer.reason}"] += 1
            return found
        known = run.done | run.declined
        mine = [task for task in answer.said["tasks"] if is_to_do(run, task)]
        mine = [task for task in mine if (task["reference"], task["task"]) not in known]
        found += sum(await asyncio.gather(*(work_on(run, caller, clerk, task) for task in mine)))
        cursor = answer.said.get("cursor") or ""
        if not cursor:
            return found


def is_to_do(run: Run, task: dict[str, Any]) -> bool:
    """Return whether staff does a task of this run; if a case of its own does it, that case is this run's from now
    on."""
    ours = run.case_of_row(task["reference"])
    if ours and task["child"]:
        run.linked[task["child"]] = ours
    return ours is not None and not task["child"]


async def work_on(run: Run, caller: ApiCaller, clerk: Clerk, task: dict[str, Any]) -> bool:
    """Do what comes next with one task; whether it is ended now, or was tried to be."""
    try:
        ready = await prepare(run, caller, clerk, task)
    except SuiteSilent as problem:
        run.troubles[f"before the end of a task: {problem}"] += 1
        return False
    if ready:
        await end_task(run, caller, clerk, task)
    return ready


async def end_task(run: Run, caller: ApiCaller, clerk: Clerk, task: dict[str, Any]) -> None:
    """End one task; asked again with the same key it ends only once."""
    name = (task["reference"], task["task"])
    need = run.accepted[run.linked.get(name[0], name[0])]
    decision = decide_task_end(run, need, task, clerk.services)
    path = f"/staff/cases/{name[0]}/tasks/{name[1]}/completion"
    key = {"Idempotency-Key": f"replay:{run.id}:{name[0]}:{name[1]}"}
    try:
        answer = await call_as(caller, clerk, "POST", path, decision, key)
    except SuiteSilent as problem:
        run.troubles[f"ending a task: {problem}"] += 1
        return
    if answer.ok:
        (run.done if decision["outcome"] == "done" else run.declined).add(name)
    else:
        run.troubles[f"ending a task: {answer.reason}"] += 1


def decide_task_end(run: Run, need: RowNeed, task: dict[str, Any], services: tuple[str, ...]) -> dict[str, str]:
    """Decide how a task ends, by the row alone: done, not ours, or, at the triage desk, which service it is."""
    row, first = need.row, task["task"] == "01"
    if not task["triage"]:
        declined = run.declines and row % DECLINED_IN == 0 and first
        return {"outcome": "declined"} if declined else {"outcome": "done", "note": "Done on site."}
    wanted = row % TRIAGE_IN == 0 or need.handed_to is not None or run.families.is_in(row)
    if wanted and first and services:  # asked a second time, the desk answers itself
        return {"outcome": "done", "service_code": services[row // TRIAGE_IN % len(services)]}
    return {"outcome": "done", "note": "Answered by the contact centre."}
