"""A suite to watch, in memory: functions that have run, queues with messages, workflows, and alarms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from moto.backends import get_backend

from onestop.runtime.clients import client
from onestop.runtime.parameters import forget_parameters
from tests.aws_in_memory import ACCOUNT, REGION, Aws

NAMES = ("Case", "Task", "Automatic")
MACHINES = {name: f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:onestop-{name.lower()}" for name in NAMES}
FUNCTIONS = {"Intake": "onestop-IntakeFunction-1", "Casework": "itself", "Dispatch": "onestop-DispatchFunction-1"}
OWN_NAME = "onestop-CaseworkFunction-1"
QUEUES = ("Notifications", "NotificationsDead", "Surveys", "SurveysDead", "Retry", "RetryDead", "Lost")
QUEUE_NAMES = "/onestop/onestop/watched-queues"
PREFIX = "onestop-Observability-"
STACK = f"{PREFIX}1ABC"
DEFINITION = '{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 60, "End": true}}}'


def tell_queues(names: Iterable[str]) -> None:
    """Puts the parameter that tells the page of operations which queues there are."""
    forget_parameters()
    told = " ".join(f"{name}={name}" for name in names) or " "
    client("ssm").put_parameter(Name=QUEUE_NAMES, Value=told, Type="String", Overwrite=True)


def set_up(aws: Aws, environment: pytest.MonkeyPatch, cloudwatch: str) -> None:
    """The environment that the template gives the function, and state machines without executions."""
    for name, value in {
        "CLOUDWATCH": cloudwatch,
        "AWS_LAMBDA_FUNCTION_NAME": OWN_NAME,
        "WATCHED_FUNCTIONS": " ".join(f"{name}={real}" for name, real in FUNCTIONS.items()),
        "WATCHED_QUEUES": QUEUE_NAMES,
        "WATCHED_MACHINES": MACHINES["Case"].removesuffix("case"),
    }.items():
        environment.setenv(name, value)
    tell_queues(QUEUES)
    get_backend("cloudwatch")[ACCOUNT].reset()
    for arn in MACHINES.values():
        client("stepfunctions").create_state_machine(
            name=arn.rpartition(":")[2], definition=DEFINITION, roleArn=f"arn:aws:iam::{ACCOUNT}:role/workflows"
        )


@contextmanager
def watched_calls(aws: Aws) -> Iterator[Aws]:
    """Notes the calls; asks the CloudWatch in memory for a maximum where it knows no percentile."""
    for service in ("cloudwatch", "sqs", "stepfunctions"):
        aws.watch(service)
    events = client("cloudwatch").meta.events
    events.register("provide-client-params.cloudwatch.GetMetricData", without_percentiles)
    try:
        yield aws
    finally:
        events.unregister("provide-client-params.cloudwatch.GetMetricData", without_percentiles)


def without_percentiles(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    def known(asked: dict[str, Any]) -> dict[str, Any]:
        return asked | {"Stat": "Maximum" if asked["Stat"].startswith("p") else asked["Stat"]}

    queries = [query | {"MetricStat": known(query["MetricStat"])} for query in params["MetricDataQueries"]]
    return params | {"MetricDataQueries": queries}


def write(namespace: str, name: str, dimension: tuple[str, str], *values: float, at: datetime) -> None:
    """Values of a metric, the first one at a moment and each further one a minute earlier."""
    client("cloudwatch").put_metric_data(
        Namespace=namespace,
        MetricData=[
            {
                "MetricName": name,
                "Dimensions": [{"Name": dimension[0], "Value": dimension[1]}],
                "Timestamp": at - timedelta(minutes=number),
                "Value": value,
            }
            for number, value in enumerate(values)
        ],
    )


def put_alarm(name: str, **more: Any) -> None:
    """An alarm as CloudFormation names it."""
    client("cloudwatch").put_metric_alarm(
        AlarmName=f"{STACK}-{name}-XYZ12",
        Namespace="AWS/SQS",
        MetricName="ApproximateNumberOfMessagesVisible",
        Statistic="Maximum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=0,
        ComparisonOperator="GreaterThanThreshold",
        **more,
    )


def made_of(name: str, part: str) -> None:
    """Makes an alarm a composite one, which the memory can keep but not be asked for."""
    alarms = get_backend("cloudwatch")[ACCOUNT][REGION].alarms
    alarms[f"{STACK}-{name}-XYZ12"].rule = f'ALARM("{STACK}-{part}-XYZ12")'


def start(machine: str, name: str, *, dies: bool = False) -> None:
    """Starts an execution; one that dies is put so, for the memory has no faults of its own."""
    arn = client("stepfunctions").start_execution(stateMachineArn=MACHINES[machine], name=name)["executionArn"]
    if dies:
        client("stepfunctions").stop_execution(executionArn=arn)
        get_backend("stepfunctions")[ACCOUNT][REGION].describe_execution(arn).status = "FAILED"


@contextmanager
def invocations() -> Iterator[list[dict[str, Any]]]:
    """Functions that are invoked, in place of Lambda."""
    asked: list[dict[str, Any]] = []

    def take(params: dict[str, Any], **_: Any) -> Any:
        asked.append({"path": params["url_path"], "kind": params["headers"]["X-Amz-Invocation-Type"]} | body_of(params))
        return SimpleNamespace(status_code=202), {"StatusCode": 202}

    events = client("lambda").meta.events
    events.register("before-call.lambda.Invoke", take)
    try:
        yield asked
    finally:
        events.unregister("before-call.lambda.Invoke", take)


def body_of(params: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(params["body"])
    return read
