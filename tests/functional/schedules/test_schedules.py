"""A case lives through drawn schedules: records, messages, steps and people come late, early, twice and in any order.
Where the acts do not depend on each other it ends as in the plain order; it always keeps the laws."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from tests.aws_in_memory import Aws
from tests.depth import tries
from tests.functional.schedules.laws import check, ending
from tests.functional.schedules.lives import DRAWN, LIVED, quick
from tests.functional.schedules.scripts import People, Script
from tests.functional.schedules.world import PATIENCE, World

# What is done about each task before it is finished, by service. A question is asked about one task of a case only: an
# answer goes to all that wait for one, so two questions would not be independent of each other.
PAUSE = ("waiting", "resumption")
SCRIPTS: dict[str, list[Script]] = {
    "permit": [
        {},
        {"check": ("question", "transfer")},
        {"check": ("assignment", *PAUSE, "splitting")},
    ],
    "wall": [
        {},
        {"look": ("notes", "transfer"), "empty": ("splitting",)},
        {"look": ("question",), "empty": (*PAUSE, "assignment")},
    ],
    "street": [
        {},
        {"dig": ("splitting",), "pipes": ("transfer",)},
        {"dig": ("question", "assignment"), "pipes": PAUSE, "plant": ("notes",)},
    ],
}
# Each number is a place in the list of what may happen next: 0 is what would, in the plain order.
SCHEDULES = st.lists(st.integers(0, 9), max_size=20)
PLAIN: list[int] = []


def live(service: str, script: Script, schedule: list[int], say: Any = lambda _: None) -> list[Any]:
    """A need from its opening to its end, along a schedule and then in the plain order; returns how it ended."""
    with World(say) as world:
        world.open(service_code=service)
        people = People(world, script)
        for number in schedule:
            moves = [*world.moves(), *people.moves(), *people.repeats(), *world.repeats()]
            world.do(moves[number % len(moves)])
        for _ in range(PATIENCE):
            moves = world.moves() or people.moves()
            if not moves:
                break
            world.do(moves[0])
        check(world)
        return ending(world)


@cache
def plainly(service: str, number: int) -> list[Any]:
    return live(service, SCRIPTS[service][number], PLAIN)


def check_order(service: str, number: int, schedule: list[int]) -> None:
    LIVED[service] += 1
    assert live(service, SCRIPTS[service][number], schedule, note) == plainly(service, number)


NUMBERS = st.integers(0, 2)


@quick(DRAWN["permit"])
@given(number=NUMBERS, schedule=SCHEDULES)
def test_a_case_in_which_the_resident_does_a_part_ends_alike_in_every_order(
    city: Aws, number: int, schedule: list[int]
) -> None:
    check_order("permit", number, schedule)


@quick(DRAWN["wall"])
@given(number=NUMBERS, schedule=SCHEDULES)
def test_a_case_that_has_another_case_do_a_part_ends_alike_in_every_order(
    city: Aws, number: int, schedule: list[int]
) -> None:
    check_order("wall", number, schedule)


@quick(DRAWN["street"])
@given(number=NUMBERS, schedule=SCHEDULES)
def test_a_case_of_several_stages_and_a_survey_ends_alike_in_every_order(
    city: Aws, number: int, schedule: list[int]
) -> None:
    check_order("street", number, schedule)


def test_five_hundred_schedules_are_drawn_in_every_run() -> None:
    assert sum(DRAWN.values()) >= tries(500)
