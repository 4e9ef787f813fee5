"""Finds the steps at which a service loses time: how long the tasks of each step were open, and how many were done
too late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from zoneinfo import ZoneInfo

from onestop.domain.surveys.results_as_data import LEAST

MOST = 3
HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTime:
    """The times and states of a task that are needed to measure it."""

    code: str
    opened_at: datetime
    ended_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowStep:
    """A step: how many of its tasks ended, their median hours, and the share that was late."""

    code: str
    tasks: int
    hours: float
    late: float


def slow_steps(tasks: Iterable[TaskTime], first: date, after: date, zone: str) -> list[SlowStep]:
    """Returns the steps that took the most time in all, of the tasks that ended from one day to before another. A
    step with fewer than 10 tasks is left out."""
    local = ZoneInfo(zone)
    by_code: dict[str, list[TaskTime]] = defaultdict(list)
    for task in tasks:
        if first <= task.ended_at.astimezone(local).date() < after:
            by_code[task.code].append(task)
    often = {code: given for code, given in by_code.items() if len(given) >= LEAST}
    by_time = sorted(often, key=lambda code: (-sum(map(hours_of, often[code])), code))
    return [
        SlowStep(
            code=code,
            tasks=len(often[code]),
            hours=median(map(hours_of, often[code])),
            late=sum(task.ended_at > task.due_at for task in often[code]) / len(often[code]),
        )
        for code in by_time[:MOST]
    ]


def hours_of(task: TaskTime) -> float:
    return (task.ended_at - task.opened_at).total_seconds() / HOUR
