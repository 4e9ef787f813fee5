"""Asks notifications to write to somebody when no event of a case does so: by a message in their queue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from onestop.runtime.clients import client
from onestop.runtime.settings import setting


def ask_to_write(message: Mapping[str, Any], delay: int = 0) -> None:
    """Puts a message, shaped like an event, into the queue of notifications; it is delivered after `delay` seconds."""
    client("sqs").send_message(
        QueueUrl=setting("NOTIFICATIONS_QUEUE"), MessageBody=json.dumps(message), DelaySeconds=delay
    )
