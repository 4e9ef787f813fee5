"""The provider that fails or is slow loses its letters to the other one, and gets them back by itself."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.letters.providers import LEAST, REMEMBERED, SendAttempt, health, in_turn, leader, weights
from tests.builders import NOW

MAIL, TEXTS = {"ses": 0.9, "elsewhere": 0.1}, {"own": 1.0, "sns": 0.0}


def tries(answered: int, failed: int, seconds: float = 0.1) -> list[SendAttempt]:
    return [SendAttempt(NOW, number < answered, seconds) for number in range(answered + failed)]


def share(shares: dict[str, float], healths: dict[str, float], name: str) -> float:
    weighted = weights(shares, healths)
    return weighted[name] / sum(weighted.values())


def test_while_all_is_well_each_gets_its_share() -> None:
    assert health([], NOW) == health(tries(20, 0), NOW) == 1
    assert weights(MAIL, {"ses": 1, "elsewhere": 1}) == MAIL
    assert share(TEXTS, {"own": 1, "sns": 1}, "sns") == 0


def test_one_that_fails_or_is_slow_loses_it_and_keeps_a_little_to_come_back_by() -> None:
    assert health(tries(0, 9), NOW) == LEAST
    assert health(tries(5, 0, seconds=4), NOW) == pytest.approx(0.5)
    assert share(TEXTS, {"own": LEAST, "sns": 1}, "own") == pytest.approx(0.02, abs=0.001)
    assert share(MAIL, {"ses": LEAST, "elsewhere": 1}, "elsewhere") > 0.95
    assert health(tries(0, 9), NOW + REMEMBERED - timedelta(seconds=1)) == LEAST
    assert health(tries(0, 9), NOW + REMEMBERED) == 1


@given(st.floats(LEAST, 1), st.floats(LEAST, 1), st.sampled_from([MAIL, TEXTS]), st.floats(0, 1, exclude_max=True))
def test_there_is_always_one_to_ask_and_each_is_asked_once(
    one: float, other: float, shares: dict[str, float], drawn: float
) -> None:
    weighted = weights(shares, dict(zip(shares, (one, other), strict=True)))
    assert all(weight >= 0 for weight in weighted.values())
    assert sum(weighted.values()) > 0
    assert sorted(in_turn(weighted, drawn)) == sorted(shares)
    assert leader(weighted) in shares


@given(st.floats(LEAST, 1), st.floats(LEAST, 1))
def test_one_that_becomes_worse_never_gets_more(better: float, worse: float) -> None:
    worse, better = sorted((better, worse))
    assert (
        share(MAIL, {"ses": worse, "elsewhere": 1}, "ses") <= share(MAIL, {"ses": better, "elsewhere": 1}, "ses") + 1e-9
    )


def test_over_many_draws_each_is_asked_first_as_often_as_its_weight() -> None:
    draw = random.Random(59)
    first = [in_turn(MAIL, draw.random())[0] for _ in range(4000)]
    assert first.count("elsewhere") / 4000 == pytest.approx(0.1, abs=0.02)
