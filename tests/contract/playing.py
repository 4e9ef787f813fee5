"""Plays metric data through the alarms of a template, minute by minute, as CloudWatch would look at it.

An alarm looks at `EvaluationPeriods` windows that end now; its threshold, statistic, metrics and expressions are read
from the template and repeated nowhere.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.contract.metric_math import Series, evaluate

MINUTE = 60
COMPARED = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric by its name and its dimensions; a value that is a parameter is called by the parameter's name."""

    namespace: str
    name: str
    dimensions: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Minute:
    """The values of a metric within a minute."""

    total: float
    samples: float
    most: float


Story = Mapping[Metric, Sequence[Minute | None]]  # minute by minute; None where nothing was written


def metric_of(entry: Mapping[str, Any]) -> Metric:
    """The metric that an alarm or a MetricStat names."""
    dimensions = frozenset((each["Name"], said(each["Value"])) for each in entry["Dimensions"])
    return Metric(entry["Namespace"], entry["MetricName"], dimensions)


def said(value: Any) -> str:
    return str(value["Ref"]) if isinstance(value, dict) else str(value)


def statistic(name: str, minutes: list[Minute]) -> float:
    """One number for a window; raises for a statistic that no alarm of ours uses."""
    match name:
        case "Sum":
            return sum(minute.total for minute in minutes)
        case "SampleCount":
            return sum(minute.samples for minute in minutes)
        case "Maximum":
            return max(minute.most for minute in minutes)
    raise ValueError(name)


def windows(story: Story, metric: Metric, stat: str, period: int, now: int, moments: Sequence[int]) -> Series:
    """A metric as an alarm sees it: a value for each window that ends `moment` periods ago, where there is one."""
    length, minutes, found = period // MINUTE, story.get(metric, ()), {}
    for moment in moments:
        last = now - moment * length
        if last < 0:  # before the story begins
            continue
        there = [minute for minute in minutes[max(0, last - length + 1) : last + 1] if minute is not None]
        if there:
            found[moment] = float(statistic(stat, there))
    return found


def watched(alarm: Mapping[str, Any], story: Story, now: int, moments: Sequence[int]) -> Series:
    """Returns the value that an alarm compares with its threshold."""
    if "Metrics" not in alarm:
        return windows(story, metric_of(alarm), alarm["Statistic"], alarm["Period"], now, moments)
    series: dict[str, Any] = {}
    for entry in alarm["Metrics"]:
        if "MetricStat" in entry:
            asked = entry["MetricStat"]
            series[entry["Id"]] = windows(
                story, metric_of(asked["Metric"]), asked["Stat"], asked["Period"], now, moments
            )
    metrics = list(series.values())
    for entry in reversed(alarm["Metrics"]):  # the entry that returns data comes first, then its inputs
        if "Expression" in entry:
            series[entry["Id"]] = evaluate(entry["Expression"], series, metrics, moments)
    (returned,) = [entry["Id"] for entry in alarm["Metrics"] if entry.get("ReturnData", True)]
    found = series[returned]
    return found if isinstance(found, dict) else dict.fromkeys(moments, found)


def is_on(name: str, alarms: Mapping[str, Mapping[str, Any]], story: Story, now: int) -> bool:
    """Returns whether an alarm is in the state ALARM at a minute of a story; a composite one asks those that it
    names."""
    alarm = alarms[name]
    if "AlarmRule" in alarm:
        rule = alarm["AlarmRule"]["Fn::Sub"]
        parts = re.fullmatch(r'ALARM\("\$\{(\w+)\}"\)(?: AND ALARM\("\$\{(\w+)\}"\))*', rule)
        assert parts, rule
        return all(is_on(part, alarms, story, now) for part in re.findall(r"\$\{(\w+)\}", rule))
    moments = range(alarm["EvaluationPeriods"])
    found = watched(alarm, story, now, moments)
    compare = COMPARED[alarm["ComparisonOperator"]]
    assert alarm["TreatMissingData"] == "notBreaching"
    breaching = [moment for moment in moments if moment in found and compare(found[moment], alarm["Threshold"])]
    return len(breaching) >= alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])


def minutes_on(name: str, alarms: Mapping[str, Mapping[str, Any]], story: Story) -> Iterator[int]:
    """The minutes of a story at which an alarm is on."""
    for now in range(max(map(len, story.values()), default=0)):
        if is_on(name, alarms, story, now):
            yield now
