"""A log of permit applications, played on the running suite at the times at which it happened, and compared with it."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from onestop.storage.cases.read_case import load_history
from onestop_cli.clients import engine_client
from onestop_cli.ledger.check import LedgerCheck
from onestop_cli.ledger.records import count_runs, count_task_runs
from onestop_cli.ready import RunningSuite
from onestop_cli.replay.api_client import open_caller
from onestop_cli.replay.partner import as_partner
from onestop_cli.replay.play import End, explain
from tests.permits.bars import show_progress
from tests.permits.checks import check_log
from tests.permits.compare import Outcome
from tests.permits.course import chart_course
from tests.permits.log import Application
from tests.permits.page import compare_all, show_comparison, write_comparison
from tests.permits.play import Part, Played, play_parts
from tests.permits.staff import staff_office
from tests.permits.suite import read_office, take_over_clock

CASES_PER_CALL = 4  # cases under way for each call at once, because a case mostly waits for its workflow
REST, LONGEST_WAIT = 2.0, 60.0  # seconds for workflows that end a little after their case


def replay_log(
    console: Console, applications: Sequence[Application], suite: RunningSuite, at_once: int, json_file: Path | None
) -> tuple[End, list[str]]:
    """Play a log and show what came of it; gives how that ended and a sentence for each disagreement."""
    plan, zone = read_office()
    parts = [Part(application, chart_course(application, plan)) for application in applications]
    played, counted, begun = Played(), Counter[str](), time.monotonic()
    end = play_all_parts(console, suite, parts, played, counted, at_once)
    seconds = time.monotonic() - begun
    if end is not End.FINISHED:
        console.print("The replay was stopped. This is the comparison so far.", highlight=False)
    outcomes, checks = close_log(suite, parts, played, counted, wait=end is End.FINISHED)
    lines, told = list(compare_all(outcomes, zone)), tell_how(played, counted, seconds)
    show_comparison(console, lines, checks, told)
    if json_file:
        write_comparison(json_file, lines, checks, told)
    return end, [check.sentence for check in checks if not check.agrees]


def play_all_parts(
    console: Console, suite: RunningSuite, parts: Sequence[Part], played: Played, counted: Counter[str], at_once: int
) -> End:
    """Play everything, or as much as there is time for until somebody presses Ctrl-C."""

    async def play(show: Callable[[], None]) -> None:
        async with as_partner("permits") as key, open_caller(suite.api, at_once, counted, key) as caller:
            office = await staff_office(caller, suite.staff, take_over_clock(suite), secrets.token_hex(4), counted)
            await play_parts(office, parts, played, CASES_PER_CALL * at_once, show)

    with show_progress(console, parts, played) as show:
        try:
            asyncio.run(play(show))
        except KeyboardInterrupt:
            return End.INTERRUPTED
        except ExceptionGroup as problems:
            raise explain(problems) from problems
    return End.FINISHED


def close_log(
    suite: RunningSuite, parts: Sequence[Part], played: Played, counted: Counter[str], *, wait: bool
) -> tuple[list[Outcome], list[LedgerCheck]]:
    """Read the system's records and compare; where they disagree, again until they agree or it has been too long."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        outcomes = read_outcomes(parts, played)
        workflows, ours = engine_client("stepfunctions", suite.engine), dict.fromkeys(played.references.values())
        runs = count_runs(workflows, suite.outputs["CaseStateMachine"], ours)
        task_runs = count_task_runs(workflows, suite.outputs["TaskStateMachine"], ours)
        checks = list(check_log(len(parts), outcomes, counted, runs, task_runs))
        if all(check.agrees for check in checks) or not wait or time.monotonic() > deadline:
            return outcomes, checks
        time.sleep(REST)


def read_outcomes(parts: Sequence[Part], played: Played) -> list[Outcome]:
    """Everything that the system has on record about the replayed applications."""
    outcomes = []
    for part in parts:
        promised = played.promised.get(part.application.id)
        if promised is not None:
            file, events = load_history(played.references[part.application.id])
            outcome = Outcome(
                application=part.application, course=part.course, file=file, events=tuple(events), promised=promised
            )
            outcomes.append(outcome)
    return outcomes


def tell_how(played: Played, counted: Counter[str], seconds: float) -> list[str]:
    """Returns the results, in sentences."""
    told = [
        f"{seconds:.0f} s, {counted['calls']} calls ({counted['repeats']} repeated), "
        f"the clock looked at {counted['clock']} times.",
        f"{counted['cancellation']} tasks were cancelled because they had been done ahead; "
        f"{counted['withdrawal']} cases were ended before all was done, as in the log.",
    ]
    return told + [f"{case}: {why}" for case, why in played.stranded.items()]
