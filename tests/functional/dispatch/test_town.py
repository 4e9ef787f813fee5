"""One sweep finds and repairs all that has gone wrong in a town, touches nothing that is well, and is then done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from dispatch.handler import handle
from dispatch.repair_case import PATIENCE
from dispatch.sweep_cases import FOUND, sweep_cases
from onestop.storage.cases.case_keys import OPEN_SHARDS
from onestop.storage.cases.read_case import load_history
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_stream_event, an_image
from tests.functional.dispatch.damage import do_harm
from tests.functional.dispatch.town import Town

OF_EACH_STAGE = 30
HARM = 200
LATER = PATIENCE + timedelta(minutes=1)
NOTHING = dict.fromkeys(FOUND, 0)


@pytest.fixture
def town(workflows: Aws) -> Iterator[Town]:
    made = Town(workflows, OF_EACH_STAGE)
    yield made
    made.leave()


def sweep_later(periods: int = 1) -> dict[str, int]:
    return sweep_cases(datetime.now(UTC) + periods * LATER)


def deliver_news(town: Town) -> None:
    """The stream brings the events that the repairs themselves have caused."""
    for reference in town.stage_of:
        newest = load_history(reference)[1][-1]
        if f"{newest.reference}.{newest.sequence}" not in town.published:
            handle(a_stream_event(an_image(newest)), None)


def listed(town: Town) -> int:
    return sum("work_key" in town.rows(reference)["CASE"] for reference in town.stage_of)


def test_a_town_in_which_all_is_well_is_only_looked_at(town: Town, calls: Calls) -> None:
    assert town.ailments() == {}
    before = {reference: town.rows(reference) for reference in town.stage_of}
    calls.forget(), town.aws.asked.clear()
    assert sweep_later() == NOTHING | {"looked_at": listed(town)}
    assert calls.names == ["Query"] * (1 + OPEN_SHARDS + listed(town))
    assert {asked.operation for asked in town.aws.asked} == {"DescribeExecution"}
    assert len(town.aws.asked) == listed(town)
    assert {reference: town.rows(reference) for reference in town.stage_of} == before


@pytest.mark.parametrize("seed", [1])
def test_two_hundred_harms_are_found_and_repaired_by_one_sweep(town: Town, calls: Calls, seed: int) -> None:
    harmed, repairs = do_harm(town, Random(seed), HARM)
    assert town.ailments().keys() == harmed
    assert repairs.total() == HARM
    assert repairs.keys() == {"started", "restarted", "replaced", "resumed", "republished", "unlisted"}
    well = {reference: town.rows(reference) for reference in town.stage_of if reference not in harmed}
    found = sweep_later()
    assert found == NOTHING | {"looked_at": found["looked_at"]} | repairs
    deliver_news(town)
    assert town.ailments() == {}
    assert {reference: town.rows(reference) for reference in well} == well
    named = str([asked.parameters for asked in town.aws.asked if asked.operation != "DescribeExecution"])
    assert [reference for reference in well if reference in named] == []

    calls.forget(), town.aws.asked.clear()
    assert sweep_later(2) == NOTHING | {"looked_at": listed(town)}
    assert set(calls.names) == {"Query"}
    assert {asked.operation for asked in town.aws.asked} == {"DescribeExecution"}
