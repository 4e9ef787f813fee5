"""Laws that hold at the end of every schedule, whatever happened in between."""

from __future__ import annotations

from collections import Counter
from typing import Any

from onestop.contracts.recorded import cloud_event
from onestop.domain.cases.lifecycle import Status
from tests.aws_in_memory import SETTINGS
from tests.functional.schedules.world import World


def check(world: World) -> None:
    """Everything has an end: all cases are closed, all of them was published, nobody waits."""
    assert world.workflows.waiting == {}, "a workflow waits for ever"
    assert [token for token, used in world.workflows.tokens.items() if used is None] == [], "a token was never used"
    for reference in world.references():
        check_case(world, reference)


def check_case(world: World, reference: str) -> None:
    whole = world.whole(reference)
    case = whole.file.case
    assert case.status is Status.CLOSED
    assert [event.sequence for event in whole.events] == list(range(1, case.version + 1)), "a gap, or an event too many"
    for event in whole.events:
        sent = world.published.get(event.id, [])
        assert sent, f"{event.type} was not published"
        assert all(message == cloud_event(event, SETTINGS["EVENT_SOURCE"]) for message in sent), "published differently"
    assert world.published_of(reference) == set(range(1, case.version + 1)), "the sweeper would publish something again"
    assert not world.is_listed(reference), "the sweeper would look at it for ever"
    ends = Counter(event.data["task"] for event in whole.events if event.type in ENDS)
    assert ends == Counter(task.id for task in whole.file.tasks), "a task ended twice or never"
    opened = Counter(event.data["task"] for event in whole.events if event.type == "task.opened")
    assert opened == Counter(task.id for task in whole.file.tasks), "a task was opened twice or never"


ENDS = ("task.completed", "task.declined", "task.cancelled", "task.split")


def ending(world: World) -> list[Any]:
    """Returns how everything ended: it must be the same in every order."""
    return [ending_of(world, reference) for reference in world.references()]


def ending_of(world: World, reference: str) -> Any:
    whole = world.whole(reference)
    case = whole.file.case
    return {
        "service": case.service,
        "status": case.status,
        "because": case.because,
        "missed": case.missed,
        "tasks": Counter((task.code, task.agency, task.status) for task in whole.file.tasks),
        "events": Counter((event.type, event.data.get("code")) for event in whole.events),
    }
