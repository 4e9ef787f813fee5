"""Tells an event to whoever subscribed: CloudEvents on the SNS topic, with attributes to filter on."""

from __future__ import annotations

import json

from onestop.contracts.recorded import Recorded, cloud_event, filter_attributes
from onestop.runtime.clients import client
from onestop.runtime.settings import setting


def tell(event: Recorded) -> None:
    """Publishes one event. A repeat has the same id, by which a consumer knows it again."""
    client("sns").publish(
        TopicArn=setting("CASE_EVENTS_TOPIC"),
        Message=json.dumps(cloud_event(event, setting("EVENT_SOURCE"))),
        MessageAttributes={
            name: {"DataType": "String", "StringValue": value} for name, value in filter_attributes(event).items()
        },
    )
