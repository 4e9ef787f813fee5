"""Two clerks have the same case before them, and what one does is kept between the other's reading and writing.

The order is made, not left to luck: threads would meet in moto, which puts whole tables back when a transaction fails
and so loses what somebody else wrote meanwhile. DynamoDB does not, and Lambda never has two calls in one process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import handler as casework
from intake import handler as intake
from onestop.domain.cases.case import CaseFile
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event, said
from tests.functional.schedules.lives import quick
from tests.functional.schedules.world import empty_tables
from tests.functional.stories import route

ACTS: dict[str, tuple[dict[str, Any], str]] = {
    "tasks/01/completion": ({"outcome": "done"}, "task.completed"),
    "tasks/01/assignment": ({"assignee": "me"}, "task.assigned"),
    "tasks/01/transfer": ({"agency": "parks", "reason": "Theirs."}, "task.transferred"),
    "tasks/01/splitting": ({"agencies": ["parks", "water"], "reason": "Both."}, "task.split"),
    "tasks/01/question": ({"question": "Which?"}, "task.waiting"),
    "tasks/01/waiting": ({"until": (NOW + timedelta(days=9)).isoformat(), "reason": "Frost."}, "task.waiting"),
    "tasks/01/cancellation": ({"reason": "No."}, "task.cancelled"),
    "notes": ({"text": "Mind the dog."}, "note.added"),
    "priority": ({"priority": "urgent", "reason": "A school."}, "case.reprioritised"),
    "triage": ({"reason": "Not ours."}, "case.triaged"),
    "withdrawal": ({"reason": "Gone."}, "case.closed"),
}
PAIRS = st.tuples(st.sampled_from(list(ACTS)), st.sampled_from(list(ACTS)))


@contextmanager
def before_it_is_kept(interfere: Callable[[], None]) -> Iterator[None]:
    """Lets something happen once, right before the next transaction leaves us."""
    events = connection().client.meta.events
    waiting = [interfere]

    def meet(**_: Any) -> None:
        if waiting:
            waiting.pop()()

    events.register_first("before-call.dynamodb.TransactWriteItems", meet)
    try:
        yield
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meet)


def do(reference: str, act: str, who: str, version: int | None = None) -> dict[str, Any]:
    """A supervisor of the streets department, called `who`, does something about a case."""
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    headers |= {"If-Match": f'"{version}"'} if version is not None else {}
    claims = a_clerk(agency="streets", sub=who, role="supervisor")
    path = f"/api/staff/cases/{reference}/{act}"
    event = an_api_event("POST", path, body=ACTS[act][0], headers=headers, claims=claims)
    answer: dict[str, Any] = casework.handle(event, None)
    return answer


def both(reference: str, one: str, two: str, version: int | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Anna does one thing; between her reading and her writing Bo does the other. Returns both answers."""
    answers: list[dict[str, Any]] = []

    def bo() -> None:
        asked = casework.app.current_request  # two processes on AWS, one in this test
        answers.append(do(reference, two, "bo", version))
        casework.app.current_request = asked

    with before_it_is_kept(bo):
        answers.insert(0, do(reference, one, "anna", version))
    return answers[0], answers[1]


def a_street() -> str:
    """A case on which the streets department works with another one; there is no other case."""
    empty_tables()
    body = {"service_code": "street", "contact": {"name": "Ana Rivas", "email": "ana@resident.example"}}
    reference = str(said(intake.handle(an_api_event("POST", "/api/cases", body=body), None))["reference"])
    route(reference)
    return reference


def done_by(reference: str) -> Counter[tuple[str, str]]:
    """Who did what, from a history that has no gap; the rest of an act, such as a task that it opened, left out."""
    file, events = load_history(reference)
    assert [event.sequence for event in events] == list(range(1, file.case.version + 1))
    kinds = {kind for _, kind in ACTS.values()}
    return Counter((event.by, event.type) for event in events if event.by != "system" and event.type in kinds)


@quick(len(ACTS) ** 2)
@given(pair=PAIRS)
def test_of_two_who_saw_the_same_version_exactly_one_wins(city: Aws, pair: tuple[str, str]) -> None:
    reference = a_street()
    version = load_file(reference).case.version
    anna, bo = both(reference, *pair, version=version)
    assert (bo["statusCode"], anna["statusCode"]) == (200, 409)
    assert said(anna)["yours"] == version
    assert said(anna)["current"] == load_file(reference).case.version
    assert {by for by, _ in done_by(reference)} == {"staff:bo"}


@quick(len(ACTS) ** 2)
@given(pair=PAIRS)
def test_without_a_version_nothing_that_was_accepted_is_lost(city: Aws, pair: tuple[str, str]) -> None:
    reference = a_street()
    anna, bo = both(reference, *pair)
    assert bo["statusCode"] == 200
    assert anna["statusCode"] in (200, 403, 409)  # the task may be another agency's by now, or ended
    done = done_by(reference)
    assert done["staff:bo", ACTS[pair[1]][1]] == 1
    # who finds a priority or an assignee as they wanted it has nothing to do
    nothing_left = pair[0] == pair[1] == "priority"
    assert done["staff:anna", ACTS[pair[0]][1]] == (anna["statusCode"] == 200 and not nothing_left)


@pytest.mark.parametrize("act", ACTS)
def test_in_either_order_it_is_the_same_as_one_after_the_other(city: Aws, act: str) -> None:
    """A note gets in between: the act is decided anew on the case as it then is, and both are kept."""
    reference = a_street()
    both(reference, act, "notes")
    met = done_by(reference), state_of(load_file(reference))
    reference = a_street()
    do(reference, "notes", "bo")
    do(reference, act, "anna")
    assert met == (done_by(reference), state_of(load_file(reference)))


def state_of(file: CaseFile) -> Any:
    case = file.case
    return case.version, case.status, case.priority, [(task.code, task.agency, task.status) for task in file.tasks]


def test_the_same_command_sent_twice_at_once_is_done_once(city: Aws) -> None:
    reference = a_street()
    headers = {"Content-Type": "application/json", "Idempotency-Key": "the-same-key-twice-over"}
    path = f"/api/staff/cases/{reference}/tasks/01/completion"
    claims = a_clerk(agency="streets", sub="anna")
    event = an_api_event("POST", path, body={"outcome": "done"}, headers=headers, claims=claims)
    answers: list[dict[str, Any]] = []

    def again() -> None:
        asked = casework.app.current_request
        answers.append(casework.handle(event, None))
        casework.app.current_request = asked

    with before_it_is_kept(again):
        answers.append(casework.handle(event, None))
    assert [answer["statusCode"] for answer in answers] == [200, 200]
    assert said(answers[0])["version"] == said(answers[1])["version"]
    assert done_by(reference) == {("staff:anna", "task.completed"): 1}
