"""A service that is being improved because its residents were dissatisfied: the state before, and the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from onestop.domain.surveys.confidence_interval import mean_of
from onestop.domain.surveys.results_as_data import LEAST
from onestop.domain.surveys.shortfall import Scored

AT_WORK, DONE = "at_work", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """An improvement case as it was opened: for which service, in which quarter, and how far the score was below its
    target."""

    reference: str
    service: str
    quarter: str
    question: str
    target: float
    mean: float
    answers: int
    opened_at: datetime


def tell_improvement(
    kept: Improvement, done_at: datetime | None, answers: Iterable[Scored], zone: str
) -> dict[str, Any]:
    """Returns what the public may read about it: its state, and once it is done, the mean of the answers since then,
    updated for every ten answers, so that nobody can compute a single answer from two days' figures. Neither the
    case itself nor its words."""
    day = done_at.astimezone(ZoneInfo(zone)).date() if done_at else None
    later = sorted((each.on, each.score) for each in answers if day and each.service == kept.service and each.on > day)
    since = Counter(score for _, score in later[: len(later) // LEAST * LEAST])
    return {
        "service": kept.service,
        "quarter": kept.quarter,
        "question": kept.question,
        "target": kept.target,
        "mean": kept.mean,
        "answers": kept.answers,
        "state": DONE if day else AT_WORK,
        "done_on": day.isoformat() if day else None,
        "mean_since": mean_of(since) if since else None,
        "answers_since": since.total() or None,
    }
