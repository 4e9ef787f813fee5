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

RETRY_DELAY_SECONDS = 10


def handle(event: dict[str, Any], context: Any) -> Any:
    """Follows records of the stream, retries those that failed, or sweeps."""
    if event.get("warm"):  # what the first record would wait for is made now
        return {service: bool(client(service)) for service in ("sns", "stepfunctions")}
    records = event.get("Records")
    if records is None:
        return sweep_now(event.get("sweep") or {})
    if records[0].get("eventSource") == "aws:sqs":
        return handle_messages(event, context, follow)
    failed = [record for record in records if not followed(record)]
    kept = [record for record in failed if put_aside(record["dynamodb"]["NewImage"])]
    logger.info("followed", records=len(records), failed=len(failed))
    if failed:
        count("DispatchFailures", len(failed))
        metrics.flush_metrics()
    lost = [record["dynamodb"]["SequenceNumber"] for record in failed if record not in kept]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in lost[:1]]}


def followed(record: dict[str, Any]) -> bool:
    """Follows one record; one that fails goes to the retry queue, and from there to the dead-letter queue."""
    image = record["dynamodb"].get("NewImage")
    try:
        if image is not None:
            follow(image)
    except Exception as error:  # the edge: see the module's first line
        logger.error("could not follow", **describe(error))
        return False
    return True


def put_aside(image: dict[str, Any]) -> bool:
    """Keeps a record that could not be followed; if even that fails, Lambda delivers it again from there on."""
    try:
        client("sqs").send_message(
            QueueUrl=setting("RETRY_QUEUE"), MessageBody=json.dumps(image), DelaySeconds=RETRY_DELAY_SECONDS
        )
    except Exception as error:  # the edge: nothing may stop the stream
        logger.error("could not put aside", **describe(error))
        return False
    return True


def sweep_now(asked: dict[str, Any]) -> dict[str, int]:
    """Sweeps; `older_than_seconds` may shorten the grace period, as after a restart of the embedded engine."""
    grace = timedelta(seconds=float(asked.get("older_than_seconds", GRACE.total_seconds())))
    repairs = sweep(now(), grace)
    logger.info("swept", extra=repairs)
    return repairs
