"""Is everything all right? Asks each service once what it knows about the suite.

A part that cannot be asked, or whose service does not answer, is shown as unknown and hides no other part. On AWS most
figures come from CloudWatch; the embedded engine knows its queues and workflows. (It also counts calls of functions,
but not those by HTTPS, so that incomplete number is not shown.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from casework.operations import read_metrics
from casework.operations.deployed import alarm_prefix, functions, is_dead, machines, on_aws, queues, source_of
from casework.operations.read_metrics import MetricPoints
from casework.operations.suite_health import (
    NO_AGE,
    NO_ALARMS,
    NO_ANSWER,
    NO_CALLS,
    NO_COUNTS,
    AlarmState,
    DeadQueue,
    FailedWorkflow,
    FunctionHealth,
    Observation,
    QueueState,
    Suite,
    Workflows,
    found,
    unknown,
)
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger

ReadValue = TypeVar("ReadValue")

RUNNING_COUNTED = 1000  # the most executions that Step Functions lists in one answer
FAILED_SHOWN = 10
ALARMS_SHOWN = 100
IN_QUEUE = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


def read_suite_health(at: datetime) -> Suite:
    """Reads the state of the suite at a moment, which is now."""
    measured = look("metrics", lambda: read_metrics.measure_all(at)) if on_aws() else unknown(NO_CALLS)
    held = look("queues", lambda: {name: messages_in(address) for name, address in queues().items()})
    return Suite(
        at=at,
        noticed=counts(measured, {name: name for name in read_metrics.NOTICED}),
        alarms=look("alarms", lambda: tuple(alarms())) if on_aws() else unknown(NO_ALARMS),
        functions=after(measured, lambda known: tuple(health(name, real, known) for name, real in functions().items())),
        queues=after(held, lambda known: tuple(queue_states(known, measured))),
        dead=after(held, lambda known: tuple(dead_queues(known, measured))),
        deliveries=counts(measured, read_metrics.STATES),
        workflows=look("workflows", lambda: tuple(workflows(name, arn) for name, arn in machines().items())),
    )


def look(what: str, ask: Callable[[], ReadValue]) -> Observation[ReadValue]:
    """Asks one service; if it does not answer the part is unknown, and operators find the reason in the log."""
    try:
        return found(ask())
    except (BotoCoreError, ClientError) as error:
        logger.error("could not look", what=what, **error_fields(error))
        return unknown(NO_ANSWER)


def after(part: Observation[Any], make: Callable[[Any], ReadValue]) -> Observation[ReadValue]:
    """Applies `make` to a part that is known; an unknown part stays unknown."""
    return found(make(part.found)) if part.known else Observation(known=False, why=part.why)


def counts(measured: Observation[MetricPoints], names: Mapping[str, str]) -> Observation[Mapping[str, int]]:
    """Returns what the suite counted in the last hour, by the names given."""
    if not on_aws():
        return unknown(NO_COUNTS)
    return after(
        measured,
        lambda known: {name: read_metrics.total(known[read_metrics.counted(metric)]) for name, metric in names.items()},
    )


def health(name: str, function: str, measured: MetricPoints) -> FunctionHealth:
    calls, errors, throttled = (
        read_metrics.total(measured[read_metrics.of_function(metric, function)]) for metric in read_metrics.SUMS
    )
    slowest = read_metrics.highest(measured[read_metrics.p95_of(function)])
    return FunctionHealth(name=name, calls=calls, errors=errors, throttled=throttled, slowest=slowest)


def messages_in(address: str) -> tuple[int, ...]:
    """Returns how many messages of a queue wait, are being processed, and are delayed."""
    said = client("sqs").get_queue_attributes(QueueUrl=address, AttributeNames=list(IN_QUEUE))["Attributes"]
    return tuple(int(said[name]) for name in IN_QUEUE)


def queue_states(held: dict[str, tuple[int, ...]], measured: Observation[MetricPoints]) -> Iterator[QueueState]:
    for name, (waiting, in_hand, delayed) in held.items():
        if not is_dead(name):
            oldest = oldest_in(name, waiting, measured)
            yield QueueState(name=name, waiting=waiting, in_hand=in_hand, delayed=delayed, oldest=oldest)


def dead_queues(held: dict[str, tuple[int, ...]], measured: Observation[MetricPoints]) -> Iterator[DeadQueue]:
    for name, several in held.items():
        if is_dead(name):
            oldest = oldest_in(name, sum(several), measured)
            yield DeadQueue(name=name, source=source_of(name), count=sum(several), oldest=oldest)


def oldest_in(queue: str, count: int, measured: Observation[MetricPoints]) -> Observation[float | None]:
    """Returns the age of the oldest message; None if none waits, even if CloudWatch still has an older figure."""
    if not count:
        return Observation(known=True)
    if not on_aws():
        return unknown(NO_AGE)
    return after(measured, lambda known: read_metrics.newest(known[read_metrics.age_of(queues()[queue])]))


def workflows(name: str, machine: str) -> Workflows:
    """Returns the running executions of a state machine, and the last ones that failed."""
    ask = client("stepfunctions").list_executions
    running = ask(stateMachineArn=machine, statusFilter="RUNNING", maxResults=RUNNING_COUNTED)
    failed = ask(stateMachineArn=machine, statusFilter="FAILED", maxResults=FAILED_SHOWN)["executions"]
    return Workflows(
        machine=name,
        running=len(running["executions"]),
        more="nextToken" in running,
        failed=tuple(FailedWorkflow(name=each["name"], at=each["stopDate"]) for each in failed),
    )


def alarms() -> Iterator[AlarmState]:
    """Yields the alarms of this stack that notify operators, those in alarm first; not the parts of composite
    alarms."""
    said = client("cloudwatch").describe_alarms(
        AlarmNamePrefix=alarm_prefix(), AlarmTypes=["MetricAlarm", "CompositeAlarm"], MaxRecords=ALARMS_SHOWN
    )
    known = [alarm for alarm in (*said["CompositeAlarms"], *said["MetricAlarms"]) if alarm.get("AlarmActions")]
    for alarm in sorted(known, key=lambda alarm: (alarm["StateValue"] != "ALARM", alarm["AlarmName"])):
        words, _, runbook = str(alarm.get("AlarmDescription", "")).partition(" docs/runbooks/")
        yield AlarmState(
            name=logical_name(alarm["AlarmName"]),
            state=alarm["StateValue"],
            since=alarm["StateUpdatedTimestamp"],
            says=words,
            runbook=f"docs/runbooks/{runbook}" if runbook else None,
        )


def logical_name(name: str) -> str:
    """Returns the name of an alarm in the template, without the stack before it and the random characters behind it."""
    matched = re.fullmatch(r".*-(\w+)-\w+", name)
    return matched.group(1) if matched else name
