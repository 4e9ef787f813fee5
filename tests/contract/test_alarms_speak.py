"""Each alarm speaks when it must and is silent when it must: metric data is played through what the template says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.alarm_stories import FAULTS, HOUR, STORIES, api
from tests.contract.metric_math import NotUnderstood, Value, evaluate
from tests.contract.playing import Minute, Story, is_on, minutes_on
from tests.contract.template import NESTED
from tests.depth import in_turn
from tests.each import for_each

KINDS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
ALARMS: dict[str, dict[str, Any]] = {
    name: entry["Properties"] for name, entry in NESTED["observability"]["Resources"].items() if entry["Type"] in KINDS
}
SINGLE = [name for name, alarm in ALARMS.items() if "AlarmRule" not in alarm]
SPEAKS = [(name, what, story) for name, days in STORIES.items() for what, story in days.speaks.items()]
SILENT = [(name, what, story) for name, days in STORIES.items() for what, story in days.silent.items()]


def named(value: Any) -> str:
    return value.replace(" ", "-") if isinstance(value, str) else ""


@for_each("name", ALARMS)
def test_an_alarm_has_a_day_on_which_it_speaks_and_one_on_which_it_is_silent(name: str) -> None:
    assert name in STORIES, f"{name} is not proven: tests/contract/alarm_stories.py has no days for it"
    assert STORIES[name].speaks
    assert STORIES[name].silent


def test_there_are_no_days_for_an_alarm_that_is_gone() -> None:
    assert STORIES.keys() == ALARMS.keys()


@for_each(("name", "what", "story"), SPEAKS)
def test_an_alarm_speaks(name: str, what: str, story: Story) -> None:
    assert next(minutes_on(name, ALARMS, story), None) is not None


@for_each(("name", "what", "story"), SILENT)
def test_an_alarm_is_silent(name: str, what: str, story: Story) -> None:
    assert next(minutes_on(name, ALARMS, story), None) is None


def test_an_alarm_of_a_budget_ends_soon_after_its_cause() -> None:
    story = api(*[0] * HOUR, *[100] * 5, *[0] * HOUR)
    last = HOUR + 4
    assert is_on("ApiBurnsFast", ALARMS, story, last)
    assert is_on("ApiBurnsFastHour", ALARMS, story, last + 30)  # the hour still holds it
    assert not is_on("ApiBurnsFast", ALARMS, story, last + 5)
    assert max(minutes_on("ApiBurnsFast", ALARMS, story)) <= last + 5


def of_nothing(asked: dict[str, Any]) -> dict[str, Any]:
    return {"MetricStat": asked | {"Metric": asked["Metric"] | {"MetricName": "Nothing"}}}


def other_metric(alarm: dict[str, Any]) -> dict[str, Any]:
    """The alarm as it would be if it looked at metrics that nobody writes."""
    if "Metrics" not in alarm:
        return alarm | {"MetricName": "Nothing"}
    entries = [
        entry if "Expression" in entry else entry | of_nothing(entry["MetricStat"]) for entry in alarm["Metrics"]
    ]
    return alarm | {"Metrics": entries}


SPOILT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "it looks at nothing": other_metric,
    "its threshold is a thousand times as high": lambda alarm: alarm | {"Threshold": (alarm["Threshold"] + 1) * 1000},
    "it waits a day": lambda alarm: alarm | {"EvaluationPeriods": alarm["EvaluationPeriods"] + 1440},
}


@for_each("how", SPOILT)
def test_a_spoilt_alarm_is_found_for_it_does_not_speak(how: str) -> None:
    for name in in_turn(SINGLE, list(SPOILT).index(how), len(SPOILT)):
        alarms = ALARMS | {name: SPOILT[how](ALARMS[name])}
        assert any(next(minutes_on(name, alarms, story), None) is None for story in STORIES[name].speaks.values()), name


@for_each("name", SINGLE)
def test_an_alarm_that_speaks_too_soon_is_found(name: str) -> None:
    alarms = ALARMS | {name: ALARMS[name] | {"Threshold": -1}}
    assert any(next(minutes_on(name, alarms, story), None) is not None for story in STORIES[name].silent.values())


ONE: Value = {0: 4.0, 1: 2.0}
GAPS: Value = {1: 8.0}


@pytest.mark.parametrize(
    ("expression", "right"),
    [
        ("one + 2 * 3", {0: 10.0, 1: 8.0}),
        ("one / gaps", {1: 0.25}),  # only where both have a value
        ("one / (one - 4)", {1: -1.0}),  # a division by zero has no value
        ("FILL(gaps, 0) - one", {0: -4.0, 1: 6.0}),
        ("IF(one >= 4, 1, 0)", {0: 1.0, 1: 0.0}),
        ("IF(one > 3 AND gaps > 1, 1, 0)", {1: 0.0}),
        ("IF(one > 3 || one < 3, -one, 0)", {0: -4.0, 1: -2.0}),
        ("SUM([one, gaps])", {0: 4.0, 1: 10.0}),
        ("MAX(METRICS())", {0: 4.0, 1: 8.0}),
        ("one / SUM(one)", {0: 4 / 6, 1: 2 / 6}),
        ("AVG([one, FILL(gaps, 0)]) + MIN(one)", {0: 4.0, 1: 7.0}),
    ],
)
def test_metric_math_is_what_cloudwatch_says_it_is(expression: str, right: Any) -> None:
    assert evaluate(expression, {"one": ONE, "gaps": GAPS}, [ONE, GAPS], range(2)) == right  # type: ignore[list-item]


REFUSED = ["RATE(one)", "two + 1", "one ? 1 : 0", "one ** 2", "FILL(one, REPEAT)", "METRICS() + 1"]


@for_each("expression", REFUSED)
def test_what_this_does_not_evaluate_is_refused(expression: str) -> None:
    with pytest.raises(NotUnderstood):
        evaluate(expression, {"one": ONE}, [ONE], range(2))  # type: ignore[list-item]


def test_a_day_writes_what_the_api_gateway_writes() -> None:
    assert api(0, 3, of=7)[FAULTS] == [Minute(total=0, samples=7, most=0), Minute(total=3, samples=7, most=1)]
