"""Publishes events to all subscribers: CloudEvents on the SNS topic, with attributes to filter on, ten in a call."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from onestop.contracts.recorded import Recorded, cloud_event, filter_attributes
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.storage.partners.webhooks import await_call, keep_missed, known_webhooks

MOST_IN_A_CALL = 10
MOST_BYTES = 250_000  # SNS takes 262,144 for the whole call; the rest is for the envelope around the messages

BusEntry = dict[str, Any]


def publish_events(events: Sequence[Recorded]) -> frozenset[int]:
    """Publishes events; a repeat has the same id, by which a consumer recognises it.

    Returns the positions of those that could not be published: one that is refused does not stop the others.
    """
    source, entries = setting("EVENT_SOURCE"), []
    for position, event in enumerate(events):
        entries.append(as_entry(position, event, source))
    published = {int(taken["Id"]) for call in divide_into_calls(entries) for taken in send_batch(call)}
    published -= {position for position in published if not kept_for_webhooks(events[position], source)}
    return frozenset(range(len(events))) - published


def kept_for_webhooks(event: Recorded, source: str) -> bool:
    """Keeps an event for the webhooks that want it; returns False if it cannot, and the event is published again."""
    try:
        message = cloud_event(event, source)
        for webhook in known_webhooks():
            if webhook.wants(message):
                await_call(webhook.id, message, event.at)
            elif webhook.misses(message):
                keep_missed(webhook.id, message, event.at)
    except Exception as error:
        logger.error("could not keep for a webhook", case=event.reference, **error_fields(error))
        return False
    return True


def send_batch(call: list[BusEntry]) -> list[dict[str, str]]:
    """Makes one call; returns what SNS says that it took."""
    try:
        answer = client("sns").publish_batch(TopicArn=setting("CASE_EVENTS_TOPIC"), PublishBatchRequestEntries=call)
    except Exception as error:  # one failed call must not stop the others
        logger.error("could not publish", events=len(call), **error_fields(error))
        return []
    for refused in answer.get("Failed", ()):
        logger.error("could not publish", code=refused.get("Code"))
    taken: list[dict[str, str]] = answer.get("Successful", [])
    return taken


def as_entry(position: int, event: Recorded, source: str) -> BusEntry:
    """An event as one entry of a call; `Id` is its position among the events published together."""
    return {
        "Id": str(position),
        "Message": json.dumps(cloud_event(event, source)),
        "MessageAttributes": {
            name: {"DataType": "String", "StringValue": value} for name, value in filter_attributes(event).items()
        },
    }


def divide_into_calls(entries: list[BusEntry]) -> Iterator[list[BusEntry]]:
    """Divides entries into calls that SNS takes: at most ten, and together not too large."""
    call: list[BusEntry] = []
    for entry in entries:
        if call and (len(call) == MOST_IN_A_CALL or sum(map(size_of, (*call, entry))) > MOST_BYTES):
            yield call
            call = []
        call.append(entry)
    if call:
        yield call


def size_of(entry: BusEntry) -> int:
    """The bytes that SNS counts for an entry, rounded up a little: everything in it is ASCII."""
    return len(json.dumps(entry))
