"""How long a message of the queue waits before it is tried again: longer each time, and never all at one moment, so
that a provider that comes back is not run over. Without this, SQS would bring each again after the same three minutes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import describe, logger
from onestop.runtime.settings import setting
from onestop.storage.messages import CLAIMED

Draw = Callable[[int], int]  # a random number below another one

SHORTEST = int(CLAIMED.total_seconds()) + 10  # before that the claim of who failed may still stand
LONGEST = 15 * 60


def seconds_until_again(times: int, draw: Draw) -> int:
    """How long to wait after a message was received so many times: between half and all of a time that doubles."""
    most = min(LONGEST, SHORTEST << min(times - 1, 10))
    return max(SHORTEST, most // 2 + draw(most // 2 + 1))


def wait_before_again(event: Mapping[str, Any], answer: Mapping[str, Any], draw: Draw = secrets.randbelow) -> None:
    """Has the messages that failed come again later: one call. Where SQS does not take it, they come in its time."""
    failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
    entries = [
        {
            "Id": str(number),
            "ReceiptHandle": record["receiptHandle"],
            "VisibilityTimeout": seconds_until_again(int(record["attributes"]["ApproximateReceiveCount"]), draw),
        }
        for number, record in enumerate(event["Records"])
        if record["messageId"] in failed
    ]
    if not entries:
        return
    try:
        client("sqs").change_message_visibility_batch(QueueUrl=setting("NOTIFICATIONS_QUEUE"), Entries=entries)
    except (ClientError, BotoCoreError) as error:
        logger.warning("could not have messages wait", **describe(error))
