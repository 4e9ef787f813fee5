"""The entry point of dispatch: the table's stream, records that failed before, the sweep, and cases handed over. It
never raises because of a record: on a stream, one poison record would stop all that come after it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dispatch.follow_records import follow_all, follow_one
from dispatch.sweep_cases import GRACE, always, sweep_cases
from onestop.runtime.clients import client
from onestop.runtime.clock import now
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.queues import handle_messages
from onestop.runtime.settings import setting

RETRY_DELAY_SECONDS = 10
RESERVE_MILLISECONDS = 15_000  # left of the function's time for the case at hand when a sweep decides to stop
WEBHOOK_SECONDS = 5.0  # for connecting, and for each wait; the whole call may take twice as long
WEBHOOK_RESERVE_MILLISECONDS = 25_000
LONGEST_CALL_MILLISECONDS = 45_000  # for a call to another government: to connect, to ask, to be answered


def handle(event: dict[str, Any], context: Any) -> Any:
    """Follows records of the stream, retries those that failed, or runs one of the scheduled jobs."""
    if event.get("warm"):  # prepares what the first record would otherwise wait for
        return {service: bool(client(service)) for service in ("sns", "stepfunctions")}
    records = event.get("Records")
    if "handovers" in event:
        return hand_over_now(context)
    if "webhooks" in event:
        return call_webhooks_now(context)
    if records is None:
        return sweep_now(event.get("sweep") or {}, context)
    if records[0].get("eventSource") == "aws:sqs":
        return handle_messages(event, context, follow_one)
    return follow_stream([record for record in records if record["dynamodb"].get("NewImage") is not None])


def follow_stream(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Follows records; one that fails goes to the retry queue, and from there to the dead-letter queue."""
    positions = follow_all([record["dynamodb"]["NewImage"] for record in records])
    failed = [records[position] for position in sorted(positions)]
    lost = [record for record in failed if not put_aside(record["dynamodb"]["NewImage"])]
    logger.info("followed", records=len(records), failed=len(failed))
    count("DispatchFailures", len(failed))
    flush()
    return {"batchItemFailures": [{"itemIdentifier": one["dynamodb"]["SequenceNumber"]} for one in lost[:1]]}


def put_aside(image: dict[str, Any]) -> bool:
    """Keeps a record that could not be followed in the retry queue; if even that fails, Lambda delivers again from this
    record on."""
    try:
        client("sqs").send_message(
            QueueUrl=setting("RETRY_QUEUE"), MessageBody=json.dumps(image), DelaySeconds=RETRY_DELAY_SECONDS
        )
    except Exception as error:  # the edge: nothing may stop the stream
        logger.error("could not put aside", **error_fields(error))
        return False
    return True


def sweep_now(asked: dict[str, Any], context: Any) -> dict[str, int]:
    """Sweeps; `older_than_seconds` may shorten the grace period, as after a restart of the embedded engine."""
    grace = timedelta(seconds=float(asked.get("older_than_seconds", GRACE.total_seconds())))
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    found = sweep_cases(now(), grace, (lambda: remaining() > RESERVE_MILLISECONDS) if remaining else always)
    logger.info("swept", extra=found)
    count("EventGaps", found["gaps"])
    count("SweepFailures", found["failed"])
    count("SweepCutShort", found["cut_short"])
    flush()
    return found


def hand_over_now(context: Any) -> dict[str, int]:
    """Hands cases over to other governments, and asks for the status of those that they have. Its code is loaded here
    because records do not need it."""
    from dispatch.hand_over_cases import hand_over_all
    from onestop.runtime.outside.call_outside import Outside
    from onestop.storage.catalogue.releases import current

    remaining = getattr(context, "get_remaining_time_in_millis", None)
    has_time = (lambda: remaining() > LONGEST_CALL_MILLISECONDS) if remaining else always
    done = hand_over_all(current(), Outside(), has_time, secrets.randbelow)
    logger.info("handed over", extra=done)
    flush()
    return done


def call_webhooks_now(context: Any) -> dict[str, int]:
    """Calls the webhooks of agencies. Its code is loaded here because records do not need it."""
    from dispatch.call_webhooks import call_webhooks
    from onestop.runtime.outside.call_outside import Outside, ServerAnswer

    outside = Outside(seconds=WEBHOOK_SECONDS)

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        return outside.call("POST", url, body, headers)

    remaining = getattr(context, "get_remaining_time_in_millis", None)
    done = call_webhooks(post, now, (lambda: remaining() > WEBHOOK_RESERVE_MILLISECONDS) if remaining else always)
    logger.info("called webhooks", extra=done)
    count("WebhooksDelivered", done["delivered"])
    count("WebhooksFailed", done["failed"])
    count("WebhooksGivenUp", done["given_up"])
    flush()
    return done
