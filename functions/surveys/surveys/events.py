"""Events after which a resident is asked how it went; they come from SNS through a queue."""

from __future__ import annotations

from typing import Any

from onestop.runtime.clock import time_of
from onestop.runtime.queues import handle_messages
from onestop.storage.catalogue.releases import current
from surveys.ask_resident import invite_resident


def ask_all(event: dict[str, Any], context: Any) -> Any:
    """Asks about each case of a batch."""
    return handle_messages(event, context, invite_after_event)


def invite_after_event(event: dict[str, Any]) -> None:
    """Asks about the case of one event."""
    if event["type"] == "case.resolved":
        invite_resident(event["subject"], current(), time_of)
