"""The entry point of dispatch: the table's stream, what failed before, and the sweep. It never raises for a record:
on a stream one poison record would stop all that come after it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from dispatch.records import follow
from dispatch.sweeper import GRACE, sweep
from onestop.runtime.clients import client
from onestop.runtime.clock import now
from onestop.runtime.log import describe, logger
from onestop.runtime.metrics import count, metrics
from onestop.runtime.queues import handle_messages
from onestop.runtime.settings import setting
from onestop.storage.catalogue import warmed

RETRY_DELAY_SECONDS = 10


def handle(event: dict[str, Any], context: Any) -> Any:
    """Follows records of the stream, retries those that failed, or sweeps."""
    if warmed(event):
        return {}
    records = event.get("Records")
    if records is None:
        return sweep_now(event.get("sweep") or {})
    if records[0].get("eventSource") == "aws:sqs":
        return handle_messages(event, context, follow)
    failed = sum(not followed(record) for record in records)
    logger.info("followed", records=len(records), failed=failed)
    if failed:
        count("DispatchFailures", failed)
        metrics.flush_metrics()
    return {"batchItemFailures": []}


def followed(record: dict[str, Any]) -> bool:
    """Follows one record; one that fails goes to the retry queue, and from there to the dead-letter queue."""
    image = record["dynamodb"].get("NewImage")
    if image is None:
        return True
    try:
        follow(image)
    except Exception as error:  # the edge: see the module's first line
        logger.error("could not follow", **describe(error))
        put_aside(image)
        return False
    return True


def put_aside(image: dict[str, Any]) -> None:
    """Keeps a record that could not be followed; if even that fails, the sweeper finds what is missing."""
    try:
        client("sqs").send_message(
            QueueUrl=setting("RETRY_QUEUE"), MessageBody=json.dumps(image), DelaySeconds=RETRY_DELAY_SECONDS
        )
    except Exception as error:  # the edge: nothing may stop the stream
        logger.error("could not put aside", **describe(error))


def sweep_now(asked: dict[str, Any]) -> dict[str, int]:
    """Sweeps; `older_than_seconds` may shorten the grace period, as after a restart of the embedded engine."""
    grace = timedelta(seconds=float(asked.get("older_than_seconds", GRACE.total_seconds())))
    repairs = sweep(now(), grace)
    logger.info("swept", extra=repairs)
    return repairs
