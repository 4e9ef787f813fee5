"""The entry point of notifications: events from SNS by way of a queue, and the hour in which more may be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from notifications.codes import ASKED, send_code
from notifications.gathering import gather_all
from notifications.telling import tell_all
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.queues import handle_messages
from onestop.storage.catalogue import warmed

OWN: Mapping[str, Callable[[Mapping[str, Any], datetime], None]] = {ASKED: send_code}
RESERVE_MILLISECONDS = 10_000  # of the function's time, for the digest that is being sent


def handle(event: dict[str, Any], context: Any) -> Any:
    """Sends what the events of a batch make us owe; a message that fails goes back to the queue alone."""
    if warmed(event):
        return {}
    if "gather" in event:
        return gather_now(context)
    return handle_messages(event, context, lambda told: hear(told, now()))


def hear(told: Mapping[str, Any], at: datetime) -> None:
    """Sends what is owed for a message of the queue: an event of a case, or what a page of ours asks to have sent."""
    OWN.get(told["type"], tell_all)(told, at)


def gather_now(context: Any) -> dict[str, int]:
    """Tells what was held and may leave now."""
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    found = gather_all(now(), (lambda: remaining() > RESERVE_MILLISECONDS) if remaining else lambda: True)
    logger.info("gathered", extra=dict(found))
    count("DigestFailures", found["failed"])
    flush()
    return dict(found)
