"""The entry point of attachments: notifications of the bucket, through a queue."""

from __future__ import annotations

from typing import Any

from attachments.take_in import take_notice
from onestop.runtime.clock import now
from onestop.runtime.queues import handle_messages
from onestop.storage.catalogue.releases import warmed


def handle(event: dict[str, Any], context: Any) -> Any:
    """Checks the files of a batch; a message that fails goes back to the queue alone."""
    return {} if warmed(event) else handle_messages(event, context, lambda notice: take_notice(notice, now()))
