"""A forecast is tried before it is shown, and where last week does better, that is said and used."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import pi, sin

from onestop_cli.insights.forecast import forecast

FIRST = date(2024, 1, 1)


def test_a_busy_week_with_noise_is_forecast_better_than_by_last_week() -> None:
    chance = random.Random(1)
    week = (20, 18, 17, 16, 15, 5, 4)
    told = forecast("pothole", FIRST, [max(0, round(chance.gauss(week[day % 7], 4))) for day in range(700)])
    assert told is not None
    assert told.better
    assert told.error < 0.8 * told.naive_error
    assert 0.65 < told.covered < 0.95
    monday, saturday = told.days[0][1], told.days[5][1]
    assert monday > 2 * saturday
    assert all(low <= expected <= high for _, expected, low, high in told.days)


def test_where_every_week_is_the_last_one_again_last_week_is_the_forecast() -> None:
    told = forecast("rodents", FIRST, [9, 0, 0, 9, 0, 0, 0] * 100)
    assert told is not None
    assert not told.better
    assert [expected for _, expected, _, _ in told.days[:7]] == [9, 0, 0, 9, 0, 0, 0]


def test_a_season_that_comes_every_year_is_expected() -> None:
    chance = random.Random(2)
    counts = [max(0, round(chance.gauss(20 + 15 * sin(2 * pi * day / 364), 5))) for day in range(364 * 5)]
    told = forecast("storm-drain", FIRST, counts, ahead=60)
    assert told is not None
    assert told.better
    assert told.days[-1][1] > 1.2 * told.days[0][1]


def test_what_nobody_asks_for_any_more_is_not_expected() -> None:
    told = forecast("old", FIRST, [day % 3 for day in range(600)] + [0] * 200)
    assert told is not None
    assert (told.days, told.ended) == ((), FIRST + timedelta(days=600))


def test_too_little_is_not_forecast() -> None:
    assert forecast("new", FIRST, [1] * 100) is None
