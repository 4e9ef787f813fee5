"""Whatever goes wrong between us and AWS, nothing is lost, nothing is doubled, and all ends as if nothing had."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.aws_in_memory import Aws
from tests.depth import some, tries
from tests.functional.faults.faulty_aws import Fault, FaultyAws, Plan
from tests.functional.faults.small_city import City

PLACE = {"lat": 44.64, "long": -63.57}
NEEDS: tuple[dict[str, Any], ...] = (
    {"service_code": "pothole", "place": PLACE},
    {"service_code": "dangerous-building", "place": PLACE},
    {"description": "Something is not as it should be, and nobody knows whom to ask."},
)
CASES = tries(120)


def undisturbed(_operation: str) -> Fault | None:
    return None


def seeded(random: Random, chances: dict[Fault, float]) -> Plan:
    """Each fault with its chance, drawn from a seeded generator."""

    def plan(_operation: str) -> Fault | None:
        drawn = random.random()
        for fault, chance in chances.items():
            drawn -= chance
            if drawn < 0:
                return fault
        return None

    return plan


def only_at(index: int, fault: Fault) -> Plan:
    """One fault, at the call with this number."""
    calls = iter(range(1_000_000))
    return lambda _operation: fault if next(calls) == index else None


def run_city(aws: Aws, plan: Plan, cases: int, again: float = 0.0, seed: int = 1) -> City:
    city = City(aws, FaultyAws(plan), again=again, seed=seed)
    for number in range(cases):
        city.open(f"need-{number}", NEEDS[number % len(NEEDS)])
        if number % 2:  # a few live side by side
            city.live()
    city.live()
    return city


def expected(key: str) -> dict[str, Any]:
    """How the need of a key ends in a city where nothing goes wrong; spelled out, so that both runs cannot be wrong."""
    need = int(key.removeprefix("need-")) % len(NEEDS)
    tasks = (
        [("repair", "streets", "done")],
        [
            ("inspect", "buildings", "done"),
            ("close-street", "streets", "done"),
            ("check-pipes", "water", "done"),
            ("help-residents", "environment-health", "done"),
        ],
        [("triage", "contact-centre", "done"), ("repair", "streets", "done")],
    )[need]
    events = ["case.opened", "case.routed", "case.resolved", "survey.invited", "survey.answered", "case.closed"]
    events += ["case.triaged"] * (need == 2) + ["task.opened", "task.completed"] * len(tasks)
    return {
        "status": "closed",
        "service": ("pothole", "dangerous-building", "pothole")[need],
        "tasks": tasks,
        "events": sorted(events),
        "answer": (("satisfaction", 4),),
    }


def check(city: City, cases: int) -> None:
    assert city.cases_kept() == cases, "a case was lost or opened twice"
    for key, state in city.state().items():
        assert state == expected(key), key


def test_an_undisturbed_city_ends_as_it_should(aws: Aws) -> None:
    check(run_city(aws, undisturbed, 6), 6)


@pytest.mark.parametrize("seed", [1])
def test_commands_under_all_faults_lose_nothing_and_double_nothing(aws: Aws, seed: int) -> None:
    chances = {
        Fault.LOST: 0.05,
        Fault.THROTTLED: 0.05,
        Fault.MET_ANOTHER: 0.05,
        Fault.DIES_BEFORE: 0.01,
        Fault.DIES_AFTER: 0.02,
    }
    city = run_city(aws, seeded(Random(seed), chances), CASES, again=0.2, seed=seed)
    assert city.commands >= tries(1000)
    assert set(city.faults.struck) == set(Fault)
    city.faults.plan = undisturbed
    check(city, CASES)


@pytest.mark.parametrize("fault", [Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.LOST])
def test_a_fault_at_every_call_in_turn_changes_nothing(aws: Aws, fault: Fault) -> None:
    city = run_city(aws, undisturbed, 1)
    for number, index in enumerate(some(range(city.faults.calls))):
        city.faults.plan = only_at(index, fault)
        city.open(f"need-{index * len(NEEDS) + len(NEEDS)}", NEEDS[0])
        city.live()
        assert len(city.faults.struck) == number + 1, f"call {index} was not made"
    city.faults.plan = undisturbed
    check(city, len(city.references))
