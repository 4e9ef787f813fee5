"""A low answer, through the state machine in two orders: the work is done again and the case ends once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.storage.cases.read_case import load_history
from onestop.storage.catalogue import releases
from tests.aws_in_memory import Aws
from tests.functional.schedules.conftest import CITY, LETTERS, SURVEY
from tests.functional.schedules.laws import check
from tests.functional.schedules.scripts import People
from tests.functional.schedules.test_early_answers import in_plain_order, workflow_last
from tests.functional.schedules.world import PATIENCE, Move, World

ORDERS = {"plain": in_plain_order, "the workflow last": workflow_last}


@pytest.mark.parametrize("then", ["reopen", "triage", "follow_up"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_low_answer_has_the_work_done_again_and_the_case_ends_once(city: Aws, order: str, then: str) -> None:
    low = {"low_score": {"question": "satisfaction", "below": 5, "then": then}}
    services = [each | low if each["code"] == "street" else each for each in CITY.release["services"]]
    city.publish({**CITY.release, "services": services, "surveys": [SURVEY], "letters": LETTERS})
    with World() as world:
        reference = world.open(service_code="street")
        live_to_the_end(world, People(world, {}), ORDERS[order])
        check(world)
        file, events = load_history(reference)
    releases.forget()
    types = [event.type for event in events]
    answered = types.index("survey.answered")
    assert types[answered + 1] == "case.reopened"
    assert types.count("case.reopened") == types.count("survey.answered") == types.count("survey.invited") == 1
    assert types.count("case.resolved") == 2
    assert types.count("case.triaged") == (then == "triage")
    assert types[-1] == "case.closed"
    assert types.count("case.closed") == 1
    assert (file.case.status, file.case.because) == (
        Status.CLOSED,
        CloseReason.EXPIRED,
    )  # asked once alone


def live_to_the_end(world: World, people: People, what_next: Callable[[World, People], list[Move]]) -> None:
    """Everybody does what they can, and then the time for the second answer passes."""
    for _ in range(PATIENCE):
        moves = what_next(world, people)
        if not moves and world.late_surveys():
            moves = [("the survey window ends", world.end_survey_window)]
        if not moves:
            break
        world.do(moves[0])
