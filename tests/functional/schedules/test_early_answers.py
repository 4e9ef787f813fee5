"""Answers that come early: before the workflow has parked what waits for them, or while the letter that asks for them
is still being sent. The case ends as if they had come in their time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from notifications.handler import handle as send_letters
from onestop.domain.letters.delivery import LetterState
from onestop.runtime.clients import client
from onestop.storage.letters.notifications import notifications_of
from tests.aws_in_memory import Aws
from tests.builders import an_sqs_event
from tests.functional.schedules.laws import check, ending
from tests.functional.schedules.scripts import People, Script
from tests.functional.schedules.world import PATIENCE, Move, World

Next = Callable[[World, People], list[Move]]


def in_plain_order(world: World, people: People) -> list[Move]:
    return world.moves() or people.moves()


def workflow_last(world: World, people: People) -> list[Move]:
    """The workflow is so slow that everybody else has done all they can before it takes a step."""
    return besides_workflow(world) or people.moves() or world.moves()


def besides_workflow(world: World) -> list[Move]:
    return [move for move in world.moves() if not move[0].startswith("workflow")]


def live(world: World, people: People, what_next: Next) -> Any:
    for _ in range(PATIENCE):
        moves = what_next(world, people)
        if not moves:
            break
        if what_next is workflow_last and moves[0][0] in {name for name, _ in people.moves()}:
            assert parked(world) == [], f"{moves[0][0]}: it was parked before, so this is not early"
        world.do(moves[0])
    check(world)
    return ending(world)


def parked(world: World) -> list[str]:
    """The tokens that the workflow of the newest case waits with; an older one may wait for this case."""
    newest, tokens = world.references()[-1], world.workflows.tokens
    return [token for token, used in tokens.items() if used is None and token.startswith(newest)]


def live_whole(service: str, what_next: Next) -> Any:
    with World() as world:
        world.open(service_code=service)
        return live(world, People(world, {}), what_next)


@pytest.mark.parametrize("service", ["street", "permit", "wall"])
def test_answers_that_come_before_their_question_is_parked_are_not_waited_for(city: Aws, service: str) -> None:
    assert live_whole(service, workflow_last) == live_whole(service, in_plain_order)


@contextmanager
def while_sending(happens: Callable[[], Any]) -> Iterator[list[str]]:
    """Something happens just when a letter has left, before it is noted; gives the letters that have left."""
    events, left = client("ses").meta.events, []

    def leave(**_: Any) -> tuple[Any, dict[str, Any]]:
        left.append(f"letter-{len(left)}")
        happens()
        return SimpleNamespace(status_code=200), {"MessageId": left[-1], "ResponseMetadata": {}}

    events.register_first("before-call.ses.SendRawEmail", leave)
    yield left
    events.unregister("before-call.ses.SendRawEmail", leave)


ASKED: dict[str, tuple[Script, str]] = {
    "survey.invited": ({}, "the resident says how it went"),
    "resident.asked": ({"dig": ("question",)}, "the resident answers"),
}


@pytest.mark.parametrize("letter", ASKED)
def test_an_answer_that_comes_before_its_letter_is_noted_counts_and_the_letter_leaves_once(
    city: Aws, letter: str
) -> None:
    script, answer = ASKED[letter]
    with World() as world:
        reference = world.open(service_code="street")
        people = People(world, script)
        while not (event := published(world, letter)):
            world.do(in_plain_order(world, people)[0])
        (now_answer,) = [move for move in people.moves() if move[0] == answer]
        with while_sending(lambda: world.do(now_answer)) as left:
            for _ in range(3):
                assert send_letters(an_sqs_event(event), None) == {"batchItemFailures": []}
        assert len(left) == 1
        assert [kept.status for kept in notifications_of(reference)] == [LetterState.SENT]
        early = live(world, people, in_plain_order)
    with World() as world:
        world.open(service_code="street")
        assert early == live(world, People(world, script), in_plain_order)


def published(world: World, kind: str) -> dict[str, Any] | None:
    """The event of a kind, once it was published."""
    messages = (message for copies in world.published.values() for message in copies)
    return next((message for message in messages if message["type"] == kind), None)
