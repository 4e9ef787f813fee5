"""A replay as a whole: rows go in, staff and residents do their part at the same time, until every case is closed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from pynamodb.exceptions import PynamoDBException

from onestop.domain.cases.case import Case
from onestop.storage.cases.case_lists import unfinished_cases
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import RunningSuite
from onestop_cli.replay.api_client import SuiteSilent, open_caller
from onestop_cli.replay.clerks import call_clerks
from onestop_cli.replay.partner import as_partner
from onestop_cli.replay.residents import answer_surveys
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run
from onestop_cli.replay.staff import work_inbox
from onestop_cli.replay.submit import submit_needs

SHORTEST_REST = 1.5
REST_PER_WORK = 20  # between two looks at the cases, so that looking takes little of the engine's time


@dataclass(frozen=True)
class Wishes:
    """How a replay is to run: how many calls at once, how many rows a second at most, seconds without any progress."""

    work: bool
    at_once: int
    rate: float | None
    patience: float


class End(Enum):
    """How a replay ended."""

    FINISHED = "finished"
    STOOD_STILL = "stood still"
    INTERRUPTED = "interrupted"


def play_all(run: Run, suite: RunningSuite, needs: Iterator[RowNeed], wishes: Wishes, show: Callable[[], None]) -> End:
    """Replay the needs until all is done, nothing moves any more, or somebody presses Ctrl-C."""
    try:
        return asyncio.run(play(run, suite, needs, wishes, show))
    except KeyboardInterrupt:
        return End.INTERRUPTED
    except ExceptionGroup as problems:
        raise explain(problems) from problems


def explain(problems: ExceptionGroup) -> Exception:
    """The expected failure among those that ended a replay; all of them where none was expected."""
    for problem in problems.exceptions:
        if isinstance(problem, ExceptionGroup):
            problem = explain(problem)
        if isinstance(problem, CannotContinue):
            return problem
        if isinstance(problem, SuiteSilent | PynamoDBException):
            return CannotContinue(f"The suite does not answer any more: {problem}")
    return problems


async def play(
    run: Run, suite: RunningSuite, needs: Iterator[RowNeed], wishes: Wishes, show: Callable[[], None]
) -> End:
    """Replay the needs; ``show`` is called now and then."""
    async with (
        as_partner(f"replay-{run.id}") as key,
        open_caller(suite.api, wishes.at_once, run.traffic, key) as caller,
        asyncio.TaskGroup() as group,
    ):
        clerks = await call_clerks(caller, suite.staff) if wishes.work else []
        players = [group.create_task(work_inbox(run, caller, clerk)) for clerk in clerks]
        if wishes.work:
            players.append(group.create_task(answer_surveys(run, caller, suite.engine)))
        players.append(group.create_task(submit_needs(run, caller, needs, wishes.at_once, wishes.rate)))
        finished = await watch_cases(run, wishes, show)
        for player in players:
            player.cancel()
    return End.FINISHED if finished else End.STOOD_STILL


async def watch_cases(run: Run, wishes: Wishes, show: Callable[[], None]) -> bool:
    """Look at the cases in the system's own tables until all are where they should be, twice in a row.

    False when nothing has moved for longer than the patience.
    """
    clock = asyncio.get_running_loop().time
    before, moved_at, settled = run.progress(), clock(), 0
    while settled < 2:
        begun = clock()
        known = frozenset(run.accepted)
        waiting = await asyncio.to_thread(lambda: list(unfinished_cases()))
        run.looked_at, run.statuses = len(known), count_statuses(known, waiting)
        show()
        left = run.statuses.total() if wishes.work else run.statuses["open"]
        settled = settled + 1 if run.all_submitted and not left else 0
        if run.progress() != before:
            before, moved_at = run.progress(), clock()
        elif clock() - moved_at > wishes.patience:
            return False
        await asyncio.sleep(max(SHORTEST_REST, REST_PER_WORK * (clock() - begun)))
    return True


def count_statuses(known: frozenset[str], waiting: list[Case]) -> Counter[str]:
    """How many of the known cases are not closed yet, by status."""
    return Counter(case.status.value for case in waiting if case.reference in known)
