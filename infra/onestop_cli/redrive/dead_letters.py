"""The dead-letter queues of a suite: which there are, what lies in them, and how a message gets back.

Messages are moved one by one and not by SQS itself (StartMessageMoveTask): SQS cannot tell a message from a notice that
the stream gave records up, and the embedded engine has no such tasks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onestop_cli.problems import CannotContinue

AT_ONCE = 10
SECONDS_TO_MOVE = 120  # so long nobody else is given what is being moved
MORE = "ApproximateNumberOfMessages"


@dataclass(frozen=True)
class DeadLetters:
    """A dead-letter queue and the queue that its messages came from. Names are those of infra/messaging.yaml."""

    name: str
    url: str
    source: str
    source_url: str


@dataclass(frozen=True)
class Look:
    """What lies in a queue: about how many messages, and when the oldest of those looked at was sent."""

    count: int
    oldest: datetime | None


@dataclass
class Moved:
    """What came of one queue: messages sent back, and notices of the stream answered by a sweep."""

    back: int = 0
    notices: int = 0


def find_dead_letters(cloudformation: Any, sqs: Any, stack: str) -> list[DeadLetters]:
    """Find every dead-letter queue of a stack and of the stacks inside it, from what was deployed."""
    urls = dict(queues_of(cloudformation, stack))
    arns, targets = {}, {}
    for name, url in urls.items():
        said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        arns[said["QueueArn"]] = name
        if "RedrivePolicy" in said:
            targets[name] = json.loads(said["RedrivePolicy"])["deadLetterTargetArn"]
    found = ((arns[dead], source) for source, dead in targets.items() if dead in arns)
    return [DeadLetters(name, urls[name], source, urls[source]) for name, source in sorted(found)]


def queues_of(cloudformation: Any, stack: str) -> list[tuple[str, str]]:
    """List the queues of a stack and of those inside it: the name in the template, and the address."""
    queues: list[tuple[str, str]] = []
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for resource in page["StackResourceSummaries"]:
            if resource["ResourceType"] == "AWS::SQS::Queue":
                queues.append((resource["LogicalResourceId"], resource["PhysicalResourceId"]))
            elif resource["ResourceType"] == "AWS::CloudFormation::Stack":
                queues += queues_of(cloudformation, resource["PhysicalResourceId"])
    return queues


def choose(found: list[DeadLetters], names: list[str]) -> list[DeadLetters]:
    """Pick the queues asked for, by their own name or that of the queue before them; all if none is named."""
    chosen = [each for each in found if not names or {each.name, each.source} & set(names)]
    known = {name for each in found for name in (each.name, each.source)}
    if unknown := [name for name in names if name not in known]:
        there = ", ".join(each.name for each in found)
        raise CannotContinue(f"There is no dead-letter queue {', '.join(unknown)}. There are: {there or 'none'}.")
    return chosen


def look_into(sqs: Any, queue: DeadLetters) -> Look:
    """Count what lies in a queue, and find the oldest among the first few; takes nothing out."""
    said = sqs.get_queue_attributes(QueueUrl=queue.url, AttributeNames=[MORE])["Attributes"]
    if not int(said[MORE]):
        return Look(0, None)
    first = sqs.receive_message(
        QueueUrl=queue.url, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=0, AttributeNames=["SentTimestamp"]
    ).get("Messages", [])
    sent = [int(message["Attributes"]["SentTimestamp"]) for message in first]
    return Look(int(said[MORE]), datetime.fromtimestamp(min(sent) / 1000, UTC) if sent else None)


def is_notice(body: str) -> bool:
    """Tell a notice that Lambda gave up records of the stream: it says which, and does not hold them."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and "DDBStreamBatchInfo" in said


def move_back(sqs: Any, queue: DeadLetters, sweep: Callable[[], None], moved_one: Callable[[], None]) -> Moved:
    """Empty a queue: each message is sent to where it came from, and only then deleted.

    A notice is deleted once a sweep has repaired what it is about. Whatever fails on the way leaves its message there.
    """
    moved = Moved()
    while messages := receive(sqs, queue):
        for message in messages:
            if is_notice(message["Body"]):
                if not moved.notices:
                    sweep()
                moved.notices += 1
            else:
                send(sqs, queue.source_url, message)
                moved.back += 1
            sqs.delete_message(QueueUrl=queue.url, ReceiptHandle=message["ReceiptHandle"])
            moved_one()
    return moved


def receive(sqs: Any, queue: DeadLetters) -> list[dict[str, Any]]:
    """Take some messages, which nobody else is given meanwhile."""
    messages: list[dict[str, Any]] = sqs.receive_message(
        QueueUrl=queue.url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=SECONDS_TO_MOVE,
        WaitTimeSeconds=1,
        MessageAttributeNames=["All"],
    ).get("Messages", [])
    return messages


def send(sqs: Any, url: str, message: dict[str, Any]) -> None:
    """Send a message on as it is."""
    attributes = message.get("MessageAttributes")
    more = {"MessageAttributes": attributes} if attributes else {}
    sqs.send_message(QueueUrl=url, MessageBody=message["Body"], **more)
