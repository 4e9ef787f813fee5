"""Weighted figures are those that a person works out by hand, and the raw ones where nothing is to be mended."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.surveys.confidence_interval import mean_interval, mean_of, share_interval
from onestop.domain.surveys.results_as_data import LEAST
from onestop.domain.surveys.weighting import WeightingCell, join_cells, weigh

WEB, PHONE, CHAT = ("web", "en", "old-town"), ("phone", "en", "old-town"), ("chat", "en", "old-town")


def test_an_example_by_hand() -> None:
    """Of 40 cases of the web 20 answered, half 5 and half 4; of 160 of the telephone 10, half 2 and half 3.

    Raw: (20 x 4.5 + 10 x 2.5) / 30 = 3.83. Weighted: 0.2 x 4.5 + 0.8 x 2.5 = 2.9. As many answers of like weight
    as tell as much: 1 / (0.04 / 20 + 0.64 / 10) = 15.15. The mean is off by 1.96 x the root of 0.04 x 0.2632 / 20 +
    0.64 x 0.2778 / 10, which is 0.2652.
    """
    told = weigh({WEB: 40, PHONE: 160}, {WEB: Counter({5: 10, 4: 10}), PHONE: Counter({2: 5, 3: 5})})
    assert told.cells == 2
    assert told.mean == pytest.approx(2.9)
    assert told.mean_interval == pytest.approx((2.9 - 0.26517, 2.9 + 0.26517), abs=1e-5)
    assert (told.top_box, told.top_two) == pytest.approx((0.1, 0.2))
    assert told.top_two_interval == pytest.approx(share_interval(0.2 * 15.151515, 15.151515), abs=1e-6)


def test_a_cell_with_too_few_answers_is_counted_with_its_neighbours() -> None:
    harbour = ("web", "en", "harbourside")
    few = {harbour: Counter({5: 4}), WEB: Counter({5: 6}), PHONE: Counter({2: 10}), CHAT: Counter({1: 1})}
    cells = join_cells({harbour: 10, WEB: 30, PHONE: 100, CHAT: 7, ("kiosk", "es", ""): 3}, few)
    # the two of the web together; chat and kiosk are too few even together, and go to the first with the fewest answers
    assert sorted((cell.cases, cell.scores.total()) for cell in cells) == [(40, 10), (110, 11)]


CELLS = st.tuples(st.sampled_from("wp"), st.sampled_from(["en", "es"]), st.sampled_from("abc"))
SCORES = st.lists(st.integers(1, 5), max_size=25).map(Counter)


@given(st.dictionaries(CELLS, st.tuples(st.integers(0, 80), SCORES), min_size=1))
def test_every_case_and_answer_is_in_one_cell_and_none_tells_of_few(
    told: dict[WeightingCell, tuple[int, Counter[int]]],
) -> None:
    cases = {cell: silent + scores.total() for cell, (silent, scores) in told.items()}
    scores = {cell: scores for cell, (_, scores) in told.items()}
    cells = join_cells(cases, scores)
    assert sum(cell.cases for cell in cells) == sum(cases.values())
    assert sum((cell.scores for cell in cells), Counter()) == sum(scores.values(), Counter())
    assert len(cells) == 1 or min(cell.scores.total() for cell in cells) >= LEAST


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60), st.integers(1, 9))
def test_where_all_cells_answered_alike_often_the_raw_figure_stays(scores: list[int], times: int) -> None:
    said = Counter(scores)
    cases = said.total() * times
    told = weigh({WEB: cases, PHONE: cases}, {WEB: said, PHONE: said})
    assert told.mean == pytest.approx(mean_of(said))
    assert told.top_box_interval == pytest.approx(share_interval(2 * said[5], 2 * said.total()))
    assert (told.mean_interval is None) == (mean_interval(said) is None)
