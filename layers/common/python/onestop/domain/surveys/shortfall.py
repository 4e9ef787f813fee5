"""Which services stayed under their target: in each of the last four whole weeks, by answers enough to say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onestop.domain.surveys.sureness import Interval, mean_interval, mean_of
from onestop.domain.surveys.telling import LEAST

WEEKS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One answer to the question that the target is of: on which day in town, and what was written with it, struck of
    personal data."""

    service: str
    on: date
    score: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A service under its target: the mean of each week, of all four, and the answers themselves."""

    service: str
    weeks: Mapping[date, Counter[int]]
    mean: float
    mean_interval: Interval | None
    answers: tuple[Scored, ...]


def find_shortfalls(answers: Iterable[Scored], today: date, target: float) -> Iterator[Shortfall]:
    """The services whose mean was under the target in each of the four weeks, Monday to Sunday, before this one. With
    fewer than 10 answers in all, or none in a week, nothing is said: chance alone could make it."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - number * WEEK for number in range(WEEKS, 0, -1)]
    by_service: dict[str, list[Scored]] = defaultdict(list)
    for answer in answers:
        if mondays[0] <= answer.on < monday:
            by_service[answer.service].append(answer)
    for service, given in sorted(by_service.items()):
        weeks = {each: Counter(one.score for one in given if each <= one.on < each + WEEK) for each in mondays}
        if len(given) < LEAST or not all(scores and mean_of(scores) < target for scores in weeks.values()):
            continue
        scores = Counter(one.score for one in given)
        yield Shortfall(
            service=service,
            weeks=weeks,
            mean=mean_of(scores),
            mean_interval=mean_interval(scores),
            answers=tuple(given),
        )
