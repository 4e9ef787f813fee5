"""How many cases will come: exponential smoothing with weekdays and seasons, tested on the past first.

It is compared with the seasonal naive forecast: the same day of last week. If that is better for a service, the report
says so and uses it: nobody is shown a model that is worse than a calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt

WEEK = 7
RATES = (0.01, 0.03, 0.06, 0.12, 0.25)  # how fast the level follows what comes
TRIED_WEEKS = 52
ENDED_WEEKS = 13  # without a case
LEAST_WEEKS = 30  # before the first week that is tried
YEAR = 364


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """`error` is the root mean square error of the forecasts of the weeks that were tried, because what is
    forecast is a mean; `naive_error` is how far last week's would have; `ended` is since when nobody asked for it;
    `covered` is the share of days within the interval, which is meant to hold 80 of 100. `days` are to come:
    (day, expected, low, high); `week` is the sum of the next seven, with an interval of its own: what is off on one day
    is off on the next, so the intervals of days cannot be added."""

    service: str
    error: float
    naive_error: float
    covered: float
    days: tuple[tuple[date, float, float, float], ...]
    week: tuple[float, float, float] = (0.0, 0.0, 0.0)
    ended: date | None = None

    @property
    def better(self) -> bool:
        return self.error < self.naive_error


def forecast(service: str, first: date, counts: Sequence[int], ahead: int = 14) -> Forecast | None:
    """Forecast the days after `counts`, which begin on `first`; None where there is too little to try it on.

    A service that nobody asks for any longer is tested on the time when somebody did, and none of it is expected.
    """
    last_asked = max((number for number, count in enumerate(counts) if count), default=0)
    ended = first + timedelta(days=last_asked + 1) if len(counts) - last_asked > ENDED_WEEKS * WEEK else None
    counts = counts[: last_asked + 1] if ended else counts
    weeks = len(counts) // WEEK
    tried = min(TRIED_WEEKS, weeks - LEAST_WEEKS)
    if tried < 8:
        return None
    begin = len(counts) - tried * WEEK
    rate = best_rate(counts[:begin])
    pairs: list[tuple[float, float, float]] = []  # what was forecast, what came, what came a week before
    for start in range(begin, len(counts) - WEEK + 1, WEEK):
        told = ahead_of(counts[:start], rate, WEEK)
        pairs += [(told[step], counts[start + step], counts[start + step - WEEK]) for step in range(WEEK)]
    half = len(pairs) // 2
    width = spread(pairs[:half])
    error, naive = mean_distance(pairs, 0), mean_distance(pairs, 2)
    covered = sum(within(expected, came, width) for expected, came, _ in pairs[half:]) / (len(pairs) - half)
    last_week = [float(counts[-WEEK + step % WEEK]) for step in range(ahead)]
    told = ahead_of(counts, rate, ahead) if error < naive else last_week
    last = first + timedelta(days=len(counts) - 1)
    used = pairs if error < naive else [(before, came, before) for _, came, before in pairs]
    width = spread(used)
    weekly = spread([sum_of(used[start : start + WEEK]) for start in range(0, len(used), WEEK)])
    whole = sum(told[:WEEK])
    days = tuple(
        (last + timedelta(days=step + 1), expected, *interval(expected, width)) for step, expected in enumerate(told)
    )
    return Forecast(
        service=service,
        error=error,
        naive_error=naive,
        covered=covered,
        days=() if ended else days,
        week=(0.0, 0.0, 0.0) if ended else (whole, *interval(whole, weekly)),
        ended=ended,
    )


def ahead_of(counts: Sequence[int], rate: float, ahead: int) -> list[float]:
    """Returns what is expected on the days after these."""
    by_day, sums = weekday_factors(counts), [0, *accumulate(counts)]
    level = mean_of(sums, 0, 8 * WEEK)
    for number, count in enumerate(counts):
        usual = by_day[number % WEEK] * season_of(sums, number)
        level += rate * (at_most(count, level * usual) / usual - level)
    numbers = range(len(counts), len(counts) + ahead)
    return [max(0.0, level * by_day[number % WEEK] * season_of(sums, number)) for number in numbers]


def at_most(count: float, expected: float) -> float:
    """A day as far as it says what days to come are like: a storm passes, so of more than twice what was expected no
    more is learned."""
    return min(count, 2 * expected + 5)


def weekday_factors(counts: Sequence[int]) -> list[float]:
    """Returns how much more or less comes on each day of the week, in the last half year; four even weeks are added,
    so that rare events do not look like a habit."""
    begin = max(0, len(counts) - 26 * WEEK)
    middle = sum(counts[begin:]) / max(1, len(counts) - begin)
    totals, days = [0.0] * WEEK, [0] * WEEK
    for number in range(begin, len(counts)):
        totals[number % WEEK] += at_most(counts[number], middle)
        days[number % WEEK] += 1
    mean = max(sum(totals) / max(1, sum(days)), 0.01)
    return [(total + 4 * mean) / (mean * (each + 4)) for total, each in zip(totals, days, strict=True)]


def season_of(sums: Sequence[int], number: int) -> float:
    """Returns how much more or less came at this time of earlier years, five weeks together, relative to those
    years."""
    ratios, place = [], number - YEAR
    while place >= YEAR // 2:
        year = mean_of(sums, place - YEAR // 2, place + YEAR // 2)
        if year:
            ratios.append((35 * mean_of(sums, place - 17, place + 18) / year + 20) / 55)
        place -= YEAR
    return max(0.2, sum(ratios) / len(ratios)) if ratios else 1.0


def mean_of(sums: Sequence[int], begin: int, end: int) -> float:
    """The mean count of the days from `begin` to before `end`, as far as there are any."""
    begin, end = max(0, begin), min(len(sums) - 1, end)
    return (sums[end] - sums[begin]) / (end - begin) if end > begin else 0.0


def best_rate(counts: Sequence[int]) -> float:
    """The rate that would have been best in the last weeks of these."""
    begin = max(LEAST_WEEKS // 2, len(counts) // WEEK - 26) * WEEK

    def distance(rate: float) -> float:
        starts = range(begin, len(counts) - WEEK + 1, 2 * WEEK)
        told = [(ahead_of(counts[:start], rate, WEEK), counts[start : start + WEEK]) for start in starts]
        return sum((one - other) ** 2 for expected, came in told for one, other in zip(expected, came, strict=True))

    return min(RATES, key=distance)


def spread(pairs: Sequence[tuple[float, float, float]]) -> float:
    """Returns how wide an interval must be to contain 80 of 100 days, in square roots of what is expected."""
    apart = sorted(abs(came - expected) / sqrt(expected + 0.5) for expected, came, _ in pairs)
    return apart[min(len(apart) - 1, int(0.8 * len(apart)))] if apart else 1.0


def sum_of(days: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    told, came, before = (sum(column) for column in zip(*days, strict=True))
    return told, came, before


def interval(expected: float, width: float) -> tuple[float, float]:
    apart = width * sqrt(expected + 0.5)
    return max(0.0, expected - apart), expected + apart


def within(expected: float, came: float, width: float) -> bool:
    low, high = interval(expected, width)
    return low <= came <= high


def mean_distance(pairs: Sequence[tuple[float, float, float]], which: int) -> float:
    return sqrt(sum((pair[which] - pair[1]) ** 2 for pair in pairs) / len(pairs))
