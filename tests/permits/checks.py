"""What must agree once a log has been played: each check compares two counts that come from different records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onestop_cli.ledger.check import LedgerCheck
from onestop_cli.ledger.records import ENDED_BADLY
from tests.permits.compare import Outcome, ends_alike
from tests.permits.course import Ending, planned_agencies
from tests.permits.late import UNEXPLAINED, explain_late, explain_late_by_promise

Runs = Mapping[str, int]

# act of staff -> what it is called here, and the event that it leaves in the history
KEPT = {
    "completion": ("Tasks", "task.completed"),
    "transfer": ("Transfers", "task.transferred"),
    "extension": ("Extensions", "case.extended"),
}


def check_log(
    cases: int, outcomes: Sequence[Outcome], made: Mapping[str, int], runs: Runs, task_runs: Runs
) -> Iterator[LedgerCheck]:
    """Make all comparisons; ``made`` is how often staff were told that something was done."""
    yield compare("Cases", "in the log", cases, "on record", len(outcomes))
    events = sum(len(outcome.application.events) for outcome in outcomes)
    done = sum(outcome.tasks_done for outcome in outcomes)
    odd = those(outcomes, lambda outcome: len(outcome.application.events) != outcome.tasks_done)
    yield compare("Tasks", "events in the log", events, "tasks done", done, odd)
    for act, (name, event) in KEPT.items():
        kept = sum(outcome.count(event) for outcome in outcomes)
        yield compare(name, "acknowledged", made.get(act, 0), "in the history", kept)
    planned = sum(map(count_transfers, outcomes))
    yield compare("Transfers", "done by another than planned", planned, "acknowledged", made.get("transfer", 0))
    odd = those(outcomes, lambda outcome: not ends_alike(outcome))
    alike = len(outcomes) - len(odd)
    yield compare("End states", "as in the log", alike, "cases", len(outcomes), odd)
    odd = those(outcomes, lambda outcome: outcome.file.case.due_at is None or not has_deadline(outcome))
    kept = len(outcomes) - len(odd)
    yield compare("Deadlines", "those of the log in the end", kept, "cases", len(outcomes), odd)
    odd = those(outcomes, lambda outcome: UNEXPLAINED in (explain_late(outcome), explain_late_by_promise(outcome)))
    yield compare("Late", "differences unexplained", len(odd), "allowed", 0, odd)
    odd = those(outcomes, has_gap)
    yield compare("Once", "histories with a gap or not whole", len(odd), "allowed", 0, odd)
    closed = sum(outcome.course.ending is not Ending.OPEN for outcome in outcomes)
    yield compare("Workflows", "cases that ended", closed, "workflows that succeeded", runs.get("SUCCEEDED", 0))
    running = len(outcomes) - closed
    yield compare("Workflows", "cases that are open", running, "workflows that run", runs.get("RUNNING", 0))
    dead = sum(each.get(status, 0) for each in (runs, task_runs) for status in ENDED_BADLY)
    yield compare("Workflows", "ended badly", dead, "allowed", 0)


def count_transfers(outcome: Outcome) -> int:
    """Counts the tasks of a case that another agency does than the one in the plan."""
    agencies = planned_agencies(outcome.file.plan)
    return sum(step.group not in ("", agencies[step.code]) for step in outcome.course.steps)


def compare(name: str, left: str, this: int, right: str, that: int, cases: tuple[str, ...] = ()) -> LedgerCheck:
    return LedgerCheck(name=name, left=left, right=right, counts=(this, that), cases=cases)


def those(outcomes: Iterable[Outcome], odd: Callable[[Outcome], bool]) -> tuple[str, ...]:
    """The cases of the log of which something is true."""
    return tuple(outcome.application.id for outcome in outcomes if odd(outcome))


def has_deadline(outcome: Outcome) -> bool:
    """Returns whether a case has the deadline of the log, extended if that was needed."""
    due = outcome.file.case.due_at
    return due is not None and abs((due - outcome.application.deadline).total_seconds()) < 1


def has_gap(outcome: Outcome) -> bool:
    """Returns whether something is missing from a history, or the case is older than it."""
    numbers = [event.sequence for event in outcome.events]
    return numbers != list(range(1, len(numbers) + 1)) or outcome.file.case.version != len(numbers)
