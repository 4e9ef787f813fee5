"""The dashboard and the alarms look at what is really written, and at all of it that operators need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from notifications.sending.promptness import PROMISED_SECONDS
from onestop.runtime.metrics import COUNTED, NAMESPACE
from tests.contract.playing import metric_of
from tests.contract.template import FUNCTIONS, MACHINES, NESTED, RESOURCES
from tests.each import for_each

OBSERVED = NESTED["observability"]["Resources"]
BODY = OBSERVED["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
WIDGETS: list[dict[str, Any]] = json.loads(re.sub(r"\$\{([\w.:]+)\}", r"\1", BODY))["widgets"]
METRICS = [widget for widget in WIDGETS if widget["type"] == "metric"]
# What AWS writes by itself, with the dimension that it is looked for by.
OF_AWS = {
    "AWS/Lambda": ("FunctionName", {"Errors", "Duration", "IteratorAge"}),
    "AWS/SQS": ("QueueName", {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"}),
    "AWS/States": (
        "StateMachineArn",
        {f"Executions{what}" for what in ("Started", "Succeeded", "Failed", "TimedOut", "Aborted")},
    ),
    "AWS/ApiGateway": ("ApiName", {"Count", "4XXError", "5XXError", "Latency"}),
}
QUEUES = {
    name
    for stack in ("messaging", "channels")
    for name, entry in NESTED[stack]["Resources"].items()
    if entry["Type"] == "AWS::SQS::Queue"
}


def titled(title: str) -> dict[str, Any]:
    (found,) = [widget for widget in METRICS if widget["properties"]["title"].startswith(title)]
    return found


def shown(widget: dict[str, Any]) -> list[list[Any]]:
    """The metrics of a widget, without its expressions."""
    return [entry for entry in widget["properties"]["metrics"] if isinstance(entry[0], str)]


def looked_at() -> Iterator[tuple[str, str, str, str]]:
    """Every metric that is looked at: namespace, name, and its one dimension."""
    for widget in METRICS:
        yield from ((entry[0], entry[1], entry[2], entry[3]) for entry in shown(widget))
    for entry in OBSERVED.values():
        alarm = entry["Properties"]
        if entry["Type"] == "AWS::CloudWatch::Alarm":
            stats = [part["MetricStat"]["Metric"] for part in alarm.get("Metrics", ()) if "MetricStat" in part] or [
                alarm
            ]
            for metric in map(metric_of, stats):
                ((dimension, value),) = metric.dimensions
                yield metric.namespace, metric.name, dimension, value


@for_each(("namespace", "name", "dimension", "value"), sorted(set(looked_at())))
def test_a_metric_that_is_looked_at_is_written_with_this_dimension(
    namespace: str, name: str, dimension: str, value: str
) -> None:
    if namespace == NAMESPACE:
        assert dimension == "service"
        assert value in COUNTED[name].services
    else:
        assert dimension == OF_AWS[namespace][0]
        assert name in OF_AWS[namespace][1]
        assert value in NESTED["observability"]["Parameters"]


@for_each("widget", METRICS)
def test_an_expression_of_the_dashboard_uses_what_its_widget_has(widget: dict[str, Any]) -> None:
    ids = {entry[-1].get("id") for entry in shown(widget)}
    for expression, *_ in (entry for entry in widget["properties"]["metrics"] if not isinstance(entry[0], str)):
        assert set(re.findall(r"\b[a-z]\w*\b", expression["expression"])) <= ids


@pytest.mark.parametrize("title", ["Errors by function", "p95 by function"])
def test_every_function_is_on_the_dashboard(title: str) -> None:
    assert [entry[3] for entry in shown(titled(title))] == list(FUNCTIONS)


def test_every_queue_and_its_age_is_on_the_dashboard() -> None:
    def names(title: str) -> set[str]:
        return {str(entry[3]).removesuffix("Name") for entry in shown(titled(title))}

    dead = {name for name in QUEUES if name.endswith("Dead")} | {"Lost"}
    assert names("Dead letters") == dead
    assert names("Messages in queues") == names("Oldest message") == QUEUES - dead


def test_every_workflow_is_on_the_dashboard() -> None:
    assert {entry[3] for entry in shown(titled("Workflows"))} == set(MACHINES)


def test_every_alarm_that_tells_somebody_is_on_the_dashboard() -> None:
    (widget,) = [widget for widget in WIDGETS if widget["type"] == "alarm"]
    tells = {f"{name}.Arn" for name, entry in OBSERVED.items() if "AlarmActions" in entry["Properties"]}
    assert set(widget["properties"]["alarms"]) == tells


def test_what_residents_notice_stands_first() -> None:
    first = [widget["properties"]["title"] for widget in METRICS[:6]]
    words = (
        "Opened",
        "Routed at once",
        f"Told within {PROMISED_SECONDS} s",
        "Seconds until told",
        "Overdue",
        "Held back",
    )
    assert all(title.startswith(word) for title, word in zip(first, words, strict=True))


def test_widgets_do_not_lie_on_one_another() -> None:
    taken: set[tuple[int, int]] = set()
    for widget in WIDGETS:
        columns = range(widget["x"], widget["x"] + widget["width"])
        cells = {(x, y) for x in columns for y in range(widget["y"], widget["y"] + widget["height"])}
        assert columns[-1] < 24
        assert not taken & cells
        taken |= cells


def test_each_parameter_is_given_what_it_is_called_after() -> None:
    given = RESOURCES["Observability"]["Properties"]["Parameters"]
    assert given.keys() == NESTED["observability"]["Parameters"].keys()
    for name, value in given.items():
        if name.endswith(("Function", "StateMachine")):
            assert value == {"Ref": name}
        elif name.removesuffix("Name") in QUEUES:
            output = value["Fn::GetAtt"]
            stack, _, wanted = (output if isinstance(output, str) else ".".join(output)).split(".")
            assert wanted == name
            assert NESTED[stack.lower()]["Outputs"][name]["Value"] == {
                "Fn::GetAtt": [name.removesuffix("Name"), "QueueName"]
            }
