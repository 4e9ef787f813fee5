"""Playing the agencies' staff: each clerk signs in, looks into the inbox of their own agency, and works it off.

What they decide is fixed by the row a case came from, so that two runs of the same file take the same course.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from onestop_cli.problems import CannotContinue
from onestop_cli.replay_calls import Answer, Caller, NoAnswer, call
from onestop_cli.replay_run import Run
from onestop_cli.staff import StaffAccount

PAGE_SIZE = "100"
SHORTEST_REST, LONGEST_REST = 1.0, 6.0  # seconds between two looks into an inbox; each look costs the engine
TRIAGE_IN = 3  # the triage desk gives every third row a service and answers the others itself
DECLINED_IN = 25  # every 25th row, the agency asked first says that it is not theirs


@dataclass
class Clerk:
    """One member of staff at work; ``services`` are those that the triage desk may choose from."""

    account: StaffAccount
    token: str
    services: tuple[str, ...]


async def sign_in(caller: Caller, account: StaffAccount) -> str:
    """Sign a member of staff in; gives their token."""
    answer = await call(caller, "POST", "/staff/sessions", {"username": account.username, "password": account.password})
    if not answer.ok:
        raise CannotContinue(f"{account.username} cannot sign in: {answer.reason}.")
    return str(answer.said["token"])


async def call_clerks(caller: Caller, accounts: list[StaffAccount]) -> list[Clerk]:
    """Sign in one clerk for each agency."""
    services = await call(caller, "GET", "/services")
    codes = tuple(sorted(service["service_code"] for service in services.said.get("services", ())))
    clerks = [account for account in accounts if account.role == "clerk"]
    tokens = await asyncio.gather(*(sign_in(caller, account) for account in clerks))
    return [Clerk(account, token, codes) for account, token in zip(clerks, tokens, strict=True)]


async def work_inbox(run: Run, caller: Caller, clerk: Clerk) -> None:
    """Work an inbox off again and again; the longer it has been empty, the seldomer somebody looks."""
    rest = SHORTEST_REST
    while True:
        try:
            found = await work_pages(run, caller, clerk)
        except NoAnswer as problem:
            run.troubles[f"inbox of {clerk.account.agency}: {problem}"] += 1
            found = 0
        rest = SHORTEST_REST if found else min(LONGEST_REST, rest * 1.5)
        await asyncio.sleep(rest)


async def work_pages(run: Run, caller: Caller, clerk: Clerk) -> int:
    """Read an inbox page by page and end the tasks of this run's cases; gives how many there were."""
    found, cursor = 0, ""
    while True:
        query = {"agency": clerk.account.agency, "limit": PAGE_SIZE} | ({"cursor": cursor} if cursor else {})
        answer = await call_as(caller, clerk, "GET", "/staff/tasks", query=query)
        if not answer.ok:
            run.troubles[f"inbox of {clerk.account.agency}: {answer.reason}"] += 1
            return found
        known = run.done | run.declined
        mine = [task for task in answer.said["tasks"] if task["reference"] in run.accepted]
        mine = [task for task in mine if (task["reference"], task["task"]) not in known]
        await asyncio.gather(*(end_task(run, caller, clerk, task) for task in mine))
        found += len(mine)
        cursor = answer.said.get("cursor") or ""
        if not cursor:
            return found


async def end_task(run: Run, caller: Caller, clerk: Clerk, task: dict[str, Any]) -> None:
    """End one task; asked again with the same key it ends only once."""
    name = (task["reference"], task["task"])
    decision = decide(run.accepted[task["reference"]].row, task, clerk.services)
    path = f"/staff/cases/{name[0]}/tasks/{name[1]}/completion"
    key = {"Idempotency-Key": f"replay:{run.id}:{name[0]}:{name[1]}"}
    try:
        answer = await call_as(caller, clerk, "POST", path, decision, key)
    except NoAnswer as problem:
        run.troubles[f"ending a task: {problem}"] += 1
        return
    if answer.ok:
        (run.done if decision["outcome"] == "done" else run.declined).add(name)
    else:
        run.troubles[f"ending a task: {answer.reason}"] += 1


def decide(row: int, task: dict[str, Any], services: tuple[str, ...]) -> dict[str, str]:
    """Decide how a task ends, by the row alone: done, not ours, or, at the triage desk, which service it is."""
    if not task["triage"]:
        declined = row % DECLINED_IN == 0 and task["task"] == "01"
        return {"outcome": "declined"} if declined else {"outcome": "done", "note": "Done on site."}
    if row % TRIAGE_IN == 0 and task["task"] == "01" and services:  # asked a second time, the desk answers itself
        return {"outcome": "done", "service_code": services[row // TRIAGE_IN % len(services)]}
    return {"outcome": "done", "note": "Answered by the contact centre."}


async def call_as(
    caller: Caller,
    clerk: Clerk,
    method: str,
    path: str,
    body: Any = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
) -> Answer:
    """Call the staff API as this clerk, who signs in again when their token has run out."""
    for _ in range(2):
        signed = {"Authorization": clerk.token, **(headers or {})}
        answer = await call(caller, method, path, body, headers=signed, **(query or {}))
        if answer.status != 401:
            break
        clerk.token = await sign_in(caller, clerk.account)
    return answer
