"""The end of a replay: the records are read, counted and compared, again while what is on its way still arrives."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import ClientSession
from rich.console import Console

from onestop_cli.clients import engine_client
from onestop_cli.front.outbox import SentMessage
from onestop_cli.ledger.check import LedgerCheck
from onestop_cli.ledger.checks import check_ledger
from onestop_cli.ledger.counts import Ledger, count_ledger
from onestop_cli.ledger.records import (
    LedgerRecords,
    count_runs,
    count_task_runs,
    find_strangers,
    opened_since,
    read_cases,
    read_linked,
)
from onestop_cli.ready import RunningSuite
from onestop_cli.replay.residents import fetch_sent
from onestop_cli.replay.run import Run

REST = 3.0
LONGEST_WAIT = 60.0  # for letters and workflows that end a little after the case


@dataclass(frozen=True)
class Closed:
    """The records at the last reading."""

    records: LedgerRecords
    ledger: Ledger
    checks: list[LedgerCheck]

    @property
    def agrees(self) -> bool:
        return all(check.agrees for check in self.checks)


def close_books(run: Run, suite: RunningSuite, console: Console, *, worked: bool, wait: bool) -> Closed:
    """Read and compare the records; where they disagree, again until they agree or it has been too long."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        records = read_records(run, suite, console)
        ledger = count_ledger(run, records)
        closed = Closed(records, ledger, check_ledger(run, records, ledger, worked=worked))
        if closed.agrees or not wait or time.monotonic() > deadline:
            return closed
        time.sleep(REST)


def read_records(run: Run, suite: RunningSuite, console: Console) -> LedgerRecords:
    """Read all that the system has on record about this run's cases."""
    with console.status("Reading the system's records") as status:
        done = 0

        def told() -> None:
            nonlocal done
            done += 1
            status.update(f"Reading the system's records [dim]{done} of {len(run.accepted)}[/dim]")

        cases, lost = read_cases(run.accepted, told)
        linked = read_linked(cases)
        known = run.accepted.keys() | {case.reference for case in linked}
        workflows = engine_client("stepfunctions", suite.engine)
        return LedgerRecords(
            cases=cases,
            linked=linked,
            lost=lost,
            strangers=find_strangers(opened_since(run.began_at, datetime.now(UTC)), known, run.id),
            sent=tuple(asyncio.run(read_outbox(suite.engine))),
            runs=count_runs(workflows, suite.outputs["CaseStateMachine"], known),
            task_runs=count_task_runs(workflows, suite.outputs["TaskStateMachine"], known),
        )


async def read_outbox(engine: str) -> list[SentMessage]:
    async with ClientSession() as session:
        return await fetch_sent(session, engine)
