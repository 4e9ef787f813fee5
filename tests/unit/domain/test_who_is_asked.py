"""Who is asked how it went: the share is exact, a draw is for good, and nobody is asked before they have rested."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from onestop.domain.catalogue.survey import AskRule
from onestop.domain.surveys.who_is_asked import asked_before, is_drawn, survey_of
from tests.builders import NOW, a_reference
from tests.depth import tries

RESIDENTS, CASES, DAYS = tries(100_000), tries(180_000), 365
RULE: AskRule = {"share": 0.25, "rest_days": 30}
REST = timedelta(days=30)


@pytest.mark.parametrize("share", [0.01, 0.25, 0.9, 1.0])
def test_the_share_that_is_drawn_is_the_share_that_was_asked_for(share: float) -> None:
    drawn = sum(is_drawn("standard", a_reference(number), {"share": share}) for number in range(20_000))
    assert abs(drawn / 20_000 - share) < 0.01


def test_a_draw_is_for_good_grows_with_the_share_and_is_another_one_for_another_survey() -> None:
    references = [a_reference(number) for number in range(4_000)]
    tenth, half = ({each for each in references if is_drawn("standard", each, {"share": part})} for part in (0.1, 0.5))
    assert tenth < half
    assert tenth == {each for each in references if is_drawn("standard", each, {"share": 0.1})}
    other = {each for each in references if is_drawn("pulse", each, {"share": 0.1})}
    assert len(tenth & other) < 0.3 * len(tenth)


def test_a_case_without_a_survey_or_with_one_for_all_is_as_its_service_says() -> None:
    surveys: dict[str, Any] = {"standard": {"code": "standard"}, "drawn": {"code": "drawn", "ask": {"share": 1e-12}}}
    assert survey_of(None, a_reference(1), surveys) is None
    assert survey_of("standard", a_reference(1), surveys) == "standard"
    assert survey_of("drawn", a_reference(1), surveys) is None


def test_in_a_year_of_a_whole_city_nobody_is_asked_too_early_and_all_who_may_be_are() -> None:
    """The write of `note_asked`, played for each case that is done: kept where the last time was long enough ago."""
    chance = random.Random(54)
    done = sorted((chance.random() * DAYS, chance.randrange(RESIDENTS), number) for number in range(CASES))
    drawn: dict[int, list[datetime]] = defaultdict(list)
    asked: dict[int, list[datetime]] = defaultdict(list)
    outcomes: Counter[str] = Counter()
    for day, resident, number in done:
        at, before = NOW + timedelta(days=day), asked[resident][-1:]
        if not is_drawn("standard", f"R{number}", RULE):
            outcomes["not drawn"] += 1
            continue
        drawn[resident].append(at)
        if before and before[0] > asked_before(at, RULE):
            outcomes["resting"] += 1
        else:
            asked[resident].append(at)
            outcomes["asked"] += 1
    assert abs(outcomes["not drawn"] / CASES - 0.75) < 0.005
    assert outcomes["resting"] > 0
    assert min(later - earlier for moments in asked.values() for earlier, later in pairwise(moments)) >= REST
    # whoever was not asked rests: within 30 days before, they were asked
    for resident, moments in drawn.items():
        for moment in moments:
            assert any(timedelta(0) <= moment - once < REST for once in asked[resident])
