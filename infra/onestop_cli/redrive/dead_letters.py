"""The dead-letter queues of a suite, and what is in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onestop.runtime.dead_letters import AT_ONCE, DeadLetters
from onestop_cli.problems import CannotContinue

MORE = "ApproximateNumberOfMessages"


@dataclass(frozen=True)
class QueueLook:
    """What is in a queue: roughly how many messages, and when the oldest of those read was sent."""

    count: int
    oldest: datetime | None


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


def choose_queues(found: list[DeadLetters], names: list[str]) -> list[DeadLetters]:
    """Pick the queues asked for, by their own name or that of the queue before them; all if none is named."""
    chosen = [each for each in found if not names or {each.name, each.source} & set(names)]
    known = {name for each in found for name in (each.name, each.source)}
    if unknown := [name for name in names if name not in known]:
        there = ", ".join(each.name for each in found)
        raise CannotContinue(f"There is no dead-letter queue {', '.join(unknown)}. There are: {there or 'none'}.")
    return chosen


def look_into(sqs: Any, queue: DeadLetters) -> QueueLook:
    """Count the messages of a queue, and find the oldest among the first few; removes nothing."""
    said = sqs.get_queue_attributes(QueueUrl=queue.url, AttributeNames=[MORE])["Attributes"]
    if not int(said[MORE]):
        return QueueLook(0, None)
    first = sqs.receive_message(
        QueueUrl=queue.url, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=0, AttributeNames=["SentTimestamp"]
    ).get("Messages", [])
    sent = [int(message["Attributes"]["SentTimestamp"]) for message in first]
    return QueueLook(int(said[MORE]), datetime.fromtimestamp(min(sent) / 1000, UTC) if sent else None)
