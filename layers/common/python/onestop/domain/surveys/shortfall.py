"""Finds services that stayed below their target: in each of the last four whole weeks, with enough answers to say
so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onestop.domain.surveys.confidence_interval import Interval, mean_interval, mean_of
from onestop.domain.surveys.results_as_data import LEAST

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

WEEKS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SurveyTarget:
    """The mean that the scores of one question should reach."""

    question: str
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One answer to the question of the target: its local day, and the comment, redacted."""

    service: str
    on: date
    score: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A service below its target: the mean of each week, of all four, and the answers themselves."""

    service: str
    target: SurveyTarget
    weeks: Mapping[date, Counter[int]]
    mean: float
    mean_interval: Interval | None
    answers: tuple[Scored, ...]


def targets_of(services: Mapping[str, Service], usual: SurveyTarget | None = None) -> dict[str, SurveyTarget]:
    """Returns the target of each service; the default for those without one, if there is a default."""
    own = {
        code: SurveyTarget(given["question"], given["mean"])
        for code, service in services.items()
        if (given := service.get("survey_target"))
    }
    return {**dict.fromkeys(services, usual), **own} if usual else own


def weeks_before(today: date) -> list[date]:
    """Returns the Mondays of the four whole weeks before this one."""
    monday = today - timedelta(days=today.weekday())
    return [monday - number * WEEK for number in range(WEEKS, 0, -1)]


def find_shortfalls(answers: Iterable[Scored], today: date, targets: Mapping[str, SurveyTarget]) -> Iterator[Shortfall]:
    """Yields the services whose mean was below their target in each of the four weeks, Monday to Sunday, before this
    one. With fewer than 10 answers in all, or none in a week, a service is skipped: it could be chance."""
    mondays = weeks_before(today)
    by_service: dict[str, list[Scored]] = defaultdict(list)
    for answer in answers:
        if answer.service in targets and mondays[0] <= answer.on < mondays[-1] + WEEK:
            by_service[answer.service].append(answer)
    for service, given in sorted(by_service.items()):
        target = targets[service]
        weeks = {each: Counter(one.score for one in given if each <= one.on < each + WEEK) for each in mondays}
        if len(given) < LEAST or not all(scores and mean_of(scores) < target.mean for scores in weeks.values()):
            continue
        scores = Counter(one.score for one in given)
        yield Shortfall(
            service=service,
            target=target,
            weeks=weeks,
            mean=mean_of(scores),
            mean_interval=mean_interval(scores),
            answers=tuple(given),
        )
