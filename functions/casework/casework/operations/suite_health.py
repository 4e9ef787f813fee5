"""The state of the suite for operators: each part has a value, or says why it is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from onestop.domain.translation import N_, Phrase

Observed = TypeVar("Observed")

NO_ALARMS = N_("Alarms are raised by CloudWatch, which does not run on one machine.")
NO_AGE = N_("How long messages have waited is measured by CloudWatch, which does not run on one machine.")
NO_CALLS = N_("What functions do is measured by CloudWatch, which does not run on one machine.")
NO_COUNTS = N_("What the suite counts is gathered by CloudWatch, which does not run on one machine.")
NO_ANSWER = N_("The service that knows this did not answer. Try again in a minute.")


@dataclass(frozen=True, slots=True)
class Observation(Generic[Observed]):
    """One part of the picture. If it is unknown, `why` says so in a sentence for the reader."""

    known: bool
    found: Observed | None = None
    why: Phrase | None = None


def found(what: Observed) -> Observation[Observed]:
    return Observation(known=True, found=what)


def unknown(why: Phrase) -> Observation[Observed]:
    return Observation(known=False, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionHealth:
    """A function in the last hour. `slowest` is the p95 in milliseconds of its slowest five minutes; None if it was not
    called."""

    name: str
    calls: int
    errors: int
    throttled: int
    slowest: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """A queue now: messages that wait, those being processed, and those that are delayed. `oldest` is the age of the
    oldest in seconds; None if none waits."""

    name: str
    waiting: int
    in_hand: int
    delayed: int
    oldest: Observation[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadQueue:
    """Messages that failed repeatedly. `source` is the queue to which they can be sent back; None for failed runs of a
    schedule, for which the next run has made up."""

    name: str
    source: str | None
    count: int
    oldest: Observation[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedWorkflow:
    """An execution that failed. Its name is the reference of its case and the run."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflows:
    """The executions of one state machine: how many run (`more`: at least this many), and the last that failed."""

    machine: str
    running: int
    more: bool
    failed: tuple[FailedWorkflow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmState:
    """An alarm that notifies operators: its name in infra/observability.yaml, its state, and what to do about it."""

    name: str
    state: str  # OK, ALARM or INSUFFICIENT_DATA
    since: datetime
    says: str
    runbook: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Is everything all right? `noticed` and `deliveries` are counts of the last hour, by metric and by state."""

    at: datetime
    noticed: Observation[Mapping[str, int]]
    alarms: Observation[tuple[AlarmState, ...]]
    functions: Observation[tuple[FunctionHealth, ...]]
    queues: Observation[tuple[QueueState, ...]]
    dead: Observation[tuple[DeadQueue, ...]]
    deliveries: Observation[Mapping[str, int]]
    workflows: Observation[tuple[Workflows, ...]]
