"""Sends dead letters back to the queue that they came from, once their cause has been fixed.

Messages are moved one by one and not by SQS itself (StartMessageMoveTask): SQS cannot tell a message from a notice that
the stream gave up on records, and the embedded engine has no such tasks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

AT_ONCE = 10
SECONDS_TO_MOVE = 120  # while a message is being moved, nobody else receives it for this long


@dataclass(frozen=True)
class DeadLetters:
    """A dead-letter queue and the queue that its messages came from, by their names in infra/messaging.yaml."""

    name: str
    url: str
    source: str
    source_url: str


@dataclass
class Redriven:
    """The result for one queue: messages sent back, and notices of the stream answered by a sweep."""

    back: int = 0
    notices: int = 0

    def count(self) -> int:
        """The number of messages that have left the queue."""
        return self.back + self.notices


def is_notice(body: str) -> bool:
    """Whether this is a notice that Lambda gave up on records of the stream: it says which, and does not contain
    them."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and "DDBStreamBatchInfo" in said


def move_back(
    sqs: Any, queue: DeadLetters, sweep: Callable[[], None], moved_one: Callable[[], None], most: int | None = None
) -> Redriven:
    """Empties a queue: each message is sent to where it came from, and only then deleted.

    A notice is deleted once a sweep has repaired what it is about. A message whose sending fails stays in the queue,
    and so do messages beyond `most`.
    """
    moved = Redriven()
    while (most is None or moved.count() < most) and (messages := receive_dead_letters(sqs, queue)):
        for message in messages:
            if is_notice(message["Body"]):
                if not moved.notices:
                    sweep()
                moved.notices += 1
            else:
                send_message_again(sqs, queue.source_url, message)
                moved.back += 1
            sqs.delete_message(QueueUrl=queue.url, ReceiptHandle=message["ReceiptHandle"])
            moved_one()
    return moved


def receive_dead_letters(sqs: Any, queue: DeadLetters) -> list[dict[str, Any]]:
    """Receives some messages, which nobody else receives meanwhile."""
    messages: list[dict[str, Any]] = sqs.receive_message(
        QueueUrl=queue.url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=SECONDS_TO_MOVE,
        WaitTimeSeconds=1,
        MessageAttributeNames=["All"],
    ).get("Messages", [])
    return messages


def send_message_again(sqs: Any, url: str, message: dict[str, Any]) -> None:
    """Sends a message on unchanged."""
    attributes = message.get("MessageAttributes")
    more = {"MessageAttributes": attributes} if attributes else {}
    sqs.send_message(QueueUrl=url, MessageBody=message["Body"], **more)
