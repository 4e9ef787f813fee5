"""Playing the staff of the permit office at the times of the log: each call says what time it is."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Status
from onestop.storage.cases.read_case import load_file
from onestop_cli.engine.staff import StaffAccount
from onestop_cli.replay.api_client import ApiCaller, call
from onestop_cli.replay.clerks import Clerk, call_as, sign_in

LONGEST_WAIT = 300.0  # seconds for a workflow to open what comes next; it takes about one
SHORTEST_REST, LONGEST_REST = 0.1, 2.0


class Stranded(Exception):
    """A case cannot continue as in the log, and why."""


@dataclass
class Office:
    """The permit office while the log is played: its clerks by agency, its chief, and what passes the time.

    ``counted`` is how often what was done was acknowledged, by the last part of its path; and "clock".
    """

    caller: ApiCaller
    clerks: Mapping[str, Clerk]
    chief: Clerk
    clock: Callable[[str], None]
    run: str
    counted: Counter[str]


async def staff_office(
    caller: ApiCaller, accounts: list[StaffAccount], clock: Callable[[str], None], run: str, counted: Counter[str]
) -> Office:
    """Sign in a clerk of each agency, and the administrator, who may steer the tasks of them all."""
    signed = [account for account in accounts if account.works or account.role == "administrator"]
    tokens = await asyncio.gather(*(sign_in(caller, account) for account in signed))
    clerks = [Clerk(account, token, ()) for account, token in zip(signed, tokens, strict=True)]
    chief = next(clerk for clerk in clerks if clerk.account.role == "administrator")
    by_agency = {clerk.account.agency: clerk for clerk in clerks if clerk.account.works}
    return Office(caller, by_agency, chief, clock, run, counted)


async def open_at(office: Office, at: datetime, case: str, body: Mapping[str, Any]) -> str:
    """Bring an application at a time; gives the reference of its case."""
    headers = {"X-Clock": stamp(at), "Idempotency-Key": f"permit-application:{office.run}:{case}"}
    answer = await call(office.caller, "POST", "/cases", body, headers=headers)
    if not answer.ok:
        raise Stranded(f"opening: {answer.reason}")
    return str(answer.said["reference"])


async def act_at(
    office: Office, clerk: Clerk, at: datetime, reference: str, act: str, body: Mapping[str, Any], *, once: str = ""
) -> None:
    """Do one act on a case at a time, once however often it has to be asked for; it counts when acknowledged."""
    headers = {"X-Clock": stamp(at), "Idempotency-Key": f"permit:{office.run}:{reference}:{act}:{once}"}
    answer = await call_as(office.caller, clerk, "POST", f"/staff/cases/{reference}/{act}", body, headers)
    if not answer.ok:
        raise Stranded(f"{act.rpartition('/')[2]}: {answer.reason}")
    office.counted[act.rpartition("/")[2]] += 1


async def wait_for(reference: str, what: str, true_of: Callable[[CaseFile], bool]) -> CaseFile:
    """Look at a case in the system's own table until something is true of it."""
    clock = asyncio.get_running_loop().time
    deadline, rest = clock() + LONGEST_WAIT, SHORTEST_REST
    while True:
        file = await asyncio.to_thread(load_file, reference)
        if true_of(file):
            return file
        if file.case.status is Status.TRIAGE:
            raise Stranded(f"{what}: the case went to the triage desk")
        if clock() > deadline:
            raise Stranded(f"{what}: it never came, the case is {file.case.status}")
        await asyncio.sleep(rest)
        rest = min(LONGEST_REST, rest * 1.3)


async def pass_time(office: Office, file: CaseFile, until: datetime) -> CaseFile:
    """Let the time pass for a case as the clock of the suite would: it looks when something is due, not before."""
    reference, moment = file.case.reference, file.case.wake_at
    while moment is not None and moment <= until:
        asked = json.dumps({"clock": {"at": stamp(moment), "reference": reference}})
        async with office.caller.gate:
            office.counted["clock"] += 1
            await asyncio.to_thread(office.clock, asked)
        file = await asyncio.to_thread(load_file, reference)
        if file.case.wake_at is not None and file.case.wake_at <= moment:
            raise Stranded(f"time: nothing happened at {moment.isoformat()}")
        moment = file.case.wake_at
    return file


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
