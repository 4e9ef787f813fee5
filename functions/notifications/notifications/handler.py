"""The entry point of notifications: events from SNS by way of a queue."""

from __future__ import annotations

from typing import Any

from notifications.telling import tell_all
from onestop.runtime.clock import now
from onestop.runtime.queues import handle_messages
from onestop.storage.catalogue import warmed


def handle(event: dict[str, Any], context: Any) -> Any:
    """Sends what the events of a batch make us owe; a message that fails goes back to the queue alone."""
    return {} if warmed(event) else handle_messages(event, context, lambda told: tell_all(told, now()))
