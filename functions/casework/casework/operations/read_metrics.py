"""Everything that the state of the suite needs from CloudWatch, in one GetMetricData for all functions, queues and
counts.

It covers the last hour in steps of five minutes: sums are added up, a p95 is that of the slowest step, an age is the
newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casework.operations.deployed import functions, queues
from onestop.runtime.clients import client
from onestop.runtime.metrics import COUNTED, NAMESPACE

WINDOW = timedelta(hours=1)
STEP_SECONDS = 300
SUMS = ("Invocations", "Errors", "Throttles")
# What residents notice first; and letters by their state.
NOTICED = (
    "CasesOpened",
    "CasesRouted",
    "CasesToTriage",
    "ToldInTime",
    "ToldLate",
    "TellingFailures",
    "TasksOverdue",
    "TargetsMissed",
    "ContactsHeldBack",
    "DangerNamed",
)
STATES = {
    "sent": "NotificationsSent",
    "held": "NotificationsHeld",
    "failed": "NotificationsFailed",
    "suppressed": "NotificationsSuppressed",
    "stopped": "NotificationsStopped",
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric as CloudWatch names it, and the statistic that is asked for."""

    namespace: str
    name: str
    dimension: str
    value: str
    stat: str = "Sum"


MetricPoint = tuple[datetime, float]
MetricPoints = dict[Metric, list[MetricPoint]]


def all_metrics() -> Iterator[Metric]:
    """Yields all metrics that are asked for."""
    for function in functions().values():
        yield from (of_function(name, function) for name in SUMS)
        yield p95_of(function)
    yield from map(age_of, queues().values())
    yield from map(counted, (*NOTICED, *STATES.values()))


def of_function(name: str, function: str) -> Metric:
    return Metric("AWS/Lambda", name, "FunctionName", function)


def p95_of(function: str) -> Metric:
    return Metric("AWS/Lambda", "Duration", "FunctionName", function, "p95")


def age_of(address: str) -> Metric:
    queue = address.rpartition("/")[2]
    return Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, "Maximum")


def counted(name: str) -> Metric:
    """Returns one of our own metrics, with the dimension of the function that counts it."""
    (service,) = COUNTED[name].services
    return Metric(NAMESPACE, name, "service", service)


def measure_all(at: datetime) -> MetricPoints:
    """Asks CloudWatch once; again only if the answer has more than one page."""
    asked = list(all_metrics())
    pages = (
        client("cloudwatch")
        .get_paginator("get_metric_data")
        .paginate(
            MetricDataQueries=[query(number, metric) for number, metric in enumerate(asked)],
            StartTime=at - WINDOW,
            EndTime=at,
        )
    )
    measured: MetricPoints = {metric: [] for metric in asked}
    for result in (result for page in pages for result in page["MetricDataResults"]):
        points = zip(result["Timestamps"], result["Values"], strict=True)
        measured[asked[int(result["Id"].removeprefix("m"))]] += points
    return measured


def query(number: int, metric: Metric) -> dict[str, Any]:
    named = {
        "Namespace": metric.namespace,
        "MetricName": metric.name,
        "Dimensions": [{"Name": metric.dimension, "Value": metric.value}],
    }
    return {"Id": f"m{number}", "MetricStat": {"Metric": named, "Period": STEP_SECONDS, "Stat": metric.stat}}


def total(points: Iterable[MetricPoint]) -> int:
    return round(sum(value for _, value in points))


def highest(points: Iterable[MetricPoint]) -> float | None:
    return max((value for _, value in points), default=None)


def newest(points: Iterable[MetricPoint]) -> float | None:
    return max(points, default=(None, None))[1]
