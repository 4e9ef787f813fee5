"""How long a message of the queue waits before it is tried again: longer each time, and never all at one moment, so
that a provider that recovers is not overloaded. Without this, SQS would bring each again after the same three
minutes.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from notifications.sending.order import read_message
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.storage.letters.claim_letters import CLAIMED

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import DrawBelow

SHORTEST = int(CLAIMED.total_seconds()) + 10  # seconds; before that the claim of the failed run may still be there
LONGEST = 15 * 60
SOON = 4  # seconds; another letter to the same person has a second's work left


def seconds_until_again(times: int, draw: DrawBelow, shortest: int = SHORTEST) -> int:
    """The seconds to wait after a message was received this many times: between half and all of a time that doubles."""
    most = min(LONGEST, shortest << min(times - 1, 10))
    return max(shortest, most // 2 + draw(most // 2 + 1))


def wait_before_again(
    event: Mapping[str, Any],
    answer: Mapping[str, Any],
    early: Collection[str] = (),
    draw: DrawBelow = secrets.randbelow,
) -> None:
    """Delays the messages that failed: one call. If SQS refuses it, they come after its usual time. Those of events
    that were too `early`, whose letters only wait for others to be sent, come again soon."""
    failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
    entries = [
        {
            "Id": str(number),
            "ReceiptHandle": record["receiptHandle"],
            "VisibilityTimeout": seconds_until_again(
                int(record["attributes"]["ApproximateReceiveCount"]), draw, SOON if is_of(record, early) else SHORTEST
            ),
        }
        for number, record in enumerate(event["Records"])
        if record["messageId"] in failed
    ]
    if not entries:
        return
    try:
        client("sqs").change_message_visibility_batch(QueueUrl=setting("NOTIFICATIONS_QUEUE"), Entries=entries)
    except (ClientError, BotoCoreError) as error:
        logger.warning("could not have messages wait", **error_fields(error))


def is_of(record: Mapping[str, Any], events: Collection[str]) -> bool:
    """Tells whether a message is about one of some events; one that cannot be read is not."""
    return read_message(record).get("id") in tuple(events)
