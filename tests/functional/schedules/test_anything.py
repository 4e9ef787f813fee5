"""Whatever people try, in whatever order, and however late or often our own machinery follows: what was accepted is
kept once, what was refused leaves no trace, and the case comes to its end."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import MOVES, Status
from tests.aws_in_memory import Aws
from tests.builders import said
from tests.functional.schedules.laws import check
from tests.functional.schedules.lives import DRAWN, LIVED, quick
from tests.functional.schedules.scripts import People
from tests.functional.schedules.world import PATIENCE, World

AGENCIES = ("streets", "parks", "water", "sanitation")


@dataclass(frozen=True)
class Trial:
    """One kind of act: whether it is about a task, what is sent, and the event that it brings about."""

    act: str
    brings: str
    body: Callable[[World, int], dict[str, Any]]
    on_task: bool = True


TRIALS: dict[str, Trial] = {
    trial.act if name is None else name: trial
    for name, trial in (
        (None, Trial("completion", "task.completed", lambda *_: {"outcome": "done"})),
        ("refusal", Trial("completion", "task.declined", lambda *_: {"outcome": "declined"})),
        (None, Trial("assignment", "task.assigned", lambda *_: {"assignee": "me"})),
        (None, Trial("transfer", "task.transferred", lambda _, n: {"agency": AGENCIES[n], "reason": "x"})),
        (None, Trial("splitting", "task.split", lambda _, n: {"agencies": AGENCIES[:2], "reason": "x"})),
        (None, Trial("question", "resident.asked", lambda *_: {"question": "Which?"})),
        (None, Trial("waiting", "task.waiting", lambda w, n: {"until": in_days(w, n + 1), "reason": "x"})),
        (None, Trial("resumption", "task.resumed", lambda *_: {})),
        (None, Trial("cancellation", "task.cancelled", lambda *_: {"reason": "x"})),
        (None, Trial("notes", "note.added", lambda *_: {"text": "x"}, on_task=False)),
        (None, Trial("tasks", "task.opened", lambda _, n: {"code": ("again", "maybe")[n % 2]}, on_task=False)),
        (
            None,
            Trial("priority", "case.reprioritised", lambda *_: {"priority": "urgent", "reason": "x"}, on_task=False),
        ),
        (None, Trial("triage", "case.triaged", lambda *_: {"reason": "x"}, on_task=False)),
        (None, Trial("withdrawal", "case.closed", lambda *_: {"reason": "x"}, on_task=False)),
        (None, Trial("reopening", "case.reopened", lambda *_: {"reason": "x"}, on_task=False)),
    )
}
ATTEMPTS = st.tuples(st.sampled_from([*TRIALS, "a message", "time"]), st.integers(0, 3))
COMMANDS = st.lists(st.one_of(st.tuples(st.just("next"), st.integers(0, 7)), ATTEMPTS), max_size=16)


def in_days(world: World, days: int) -> str:
    return (world.at + timedelta(days=days)).isoformat()


class Life:
    """A world in which anything is tried. `accepted` is what each actor was told that they have done."""

    def __init__(self, world: World, reference: str) -> None:
        self.world = world
        self.reference = reference
        self.accepted: dict[str, str] = {}
        self.refused: set[str] = set()

    def do(self, what: str, number: int) -> None:
        if what == "next":
            moves = [*self.world.moves(), *self.world.repeats()]
            if moves:
                self.world.do(moves[number % len(moves)])
        elif what == "time":
            self.world.do((f"{40 * number} hours pass", lambda: self.world.let_time_pass(self.reference, 40 * number)))
        elif what == "a message":
            self.world.do(
                ("the resident writes", lambda: self.world.resident("messages", self.reference, text="More."))
            )
        else:
            self.world.do((f"{what} is tried", lambda: self.attempt(TRIALS[what], number)))

    def attempt(self, trial: Trial, number: int) -> None:
        """Somebody whom nobody else is does one thing, and is told whether it was done."""
        file = self.world.file(self.reference)
        tasks: tuple[Task | None, ...] = file.open_tasks() or file.tasks
        if trial.on_task and not tasks:
            return
        task = tasks[number % len(tasks)] if trial.on_task else None
        who = f"clerk-{len(self.accepted) + len(self.refused)}"
        answer = self.world.staff(trial.act, task, self.reference, who, **trial.body(self.world, number))
        if answer["statusCode"] == 200 and said(answer)["version"] > file.case.version:
            self.accepted[f"staff:{who}"] = trial.brings
        else:
            self.refused.add(f"staff:{who}")

    def come_to_rest(self) -> None:
        """Everybody does what is left to do, and nobody tries anything else."""
        people = People(self.world, {})
        for _ in range(PATIENCE):
            moves = self.world.moves() or people.moves()
            if not moves and self.world.late_surveys():
                moves = [("the survey window ends", self.world.end_survey_window)]
            if not moves:
                return
            self.world.do(moves[0])
        raise AssertionError("the case does not come to rest")

    def check_ledger(self) -> None:
        """What was accepted happened once, in the name of who did it; what was refused did not."""
        events = self.world.whole(self.reference).events
        for actor, kind in self.accepted.items():
            assert [event.type for event in events if event.by == actor].count(kind) == 1, f"{kind} of {actor} was lost"
        assert not {event.by for event in events} & self.refused, "something refused was done"
        assert sum(event.type == "contact.received" for event in events) == self.world.heard, "a message was lost"
        check_moves([event.type for event in events])


STATUS_AFTER: dict[str, Status] = {
    "case.opened": Status.OPEN,
    "case.routed": Status.IN_PROGRESS,
    "case.triaged": Status.TRIAGE,
    "case.resolved": Status.RESOLVED,
    "case.closed": Status.CLOSED,
}


def check_moves(types: list[str]) -> None:
    """The history alone tells a life that the table of moves allows."""
    statuses = [STATUS_AFTER[kind] for kind in types if kind in STATUS_AFTER]
    reopened = "case.reopened" in types
    for before, after in itertools.pairwise(statuses):
        allowed = {before} if before is Status.TRIAGE else set()
        allowed |= {move for begun in MOVES[before] for move in MOVES[begun]} if reopened else set()
        assert after in MOVES[before] | allowed, f"from {before} to {after}"


@quick(DRAWN["anything"])
@given(service=st.sampled_from(["race", "permit"]), commands=COMMANDS)
def test_whatever_is_tried_is_done_once_or_not_at_all_and_the_case_ends(
    city: Aws, service: str, commands: list[tuple[str, int]]
) -> None:
    LIVED["anything"] += 1
    with World(note) as world:
        life = Life(world, world.open(service_code=service))
        for what, number in [("next", 0), ("next", 0), *commands]:
            life.do(what, number)
        life.come_to_rest()
        check(world)
        life.check_ledger()
