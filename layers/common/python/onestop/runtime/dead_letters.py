"""Dead letters on their way back to the queue that they came from, once their cause has been mended.

Messages are moved one by one and not by SQS itself (StartMessageMoveTask): SQS cannot tell a message from a notice that
the stream gave records up, and the embedded engine has no such tasks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

AT_ONCE = 10
SECONDS_TO_MOVE = 120  # so long nobody else is given what is being moved


@dataclass(frozen=True)
class DeadLetters:
    """A dead-letter queue and the queue that its messages came from. Names are those of infra/messaging.yaml."""

    name: str
    url: str
    source: str
    source_url: str


@dataclass
class Redriven:
    """What came of one queue: messages sent back, and notices of the stream answered by a sweep."""

    back: int = 0
    notices: int = 0

    def count(self) -> int:
        """How many messages have left the queue."""
        return self.back + self.notices


def is_notice(body: str) -> bool:
    """Tell a notice that Lambda gave up records of the stream: it says which, and does not hold them."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and "DDBStreamBatchInfo" in said


def move_back(
    sqs: Any, queue: DeadLetters, sweep: Callable[[], None], moved_one: Callable[[], None], most: int | None = None
) -> Redriven:
    """Empty a queue: each message is sent to where it came from, and only then deleted.

    A notice is deleted once a sweep has repaired what it is about. Whatever fails on the way leaves its message there,
    and so does whatever is beyond `most`.
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
    """Take some messages, which nobody else is given meanwhile."""
    messages: list[dict[str, Any]] = sqs.receive_message(
        QueueUrl=queue.url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=SECONDS_TO_MOVE,
        WaitTimeSeconds=1,
        MessageAttributeNames=["All"],
    ).get("Messages", [])
    return messages


def send_message_again(sqs: Any, url: str, message: dict[str, Any]) -> None:
    """Send a message on as it is."""
    attributes = message.get("MessageAttributes")
    more = {"MessageAttributes": attributes} if attributes else {}
    sqs.send_message(QueueUrl=url, MessageBody=message["Body"], **more)
