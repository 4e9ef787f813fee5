"""The AsyncAPI 3 document of the events that agencies get: on the topic CaseEvents and by webhooks.

`make openapi` writes it into the portal's folder; the portal serves it at /developers/asyncapi.json, and
docs/asyncapi.json is a link to it.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from onestop.domain.cases.events import EVENTS, Event
from onestop.domain.webhooks.webhook import TEST
from onestop_cli.openapi.document import ROOT, VERSION

COMMITTED = ROOT / "functions" / "portal" / "portal" / "asyncapi.json"
SCHEMAS = "#/components/schemas/{name}"
ABOUT = """Everything that happens to a case, as CloudEvents 1.0 in JSON.

An event may come twice, and on the topic out of order: `id` is the same for every delivery of the same event, and
`sequence` counts the events of a case without gaps. No event holds a name, an address, a number or words of a resident.
Events may gain fields and new types may come: leave alone what you do not know."""
SIGNED = """Signed by Standard Webhooks: `webhook-signature` is over `webhook-id.webhook-timestamp.body`."""
TIME = {"type": "string", "format": "date-time"}
TEXT_OR_NULL = {"type": ["string", "null"]}
ATTRIBUTES = ("type", "agency", "service", "priority", "channel", "hazard")


def document() -> dict[str, Any]:
    """The whole document, always in the same order."""
    schemas, messages = {}, {}
    parts, components = msgspec.json.schema_components(EVENTS, ref_template=SCHEMAS)
    for event, part in zip(EVENTS, parts, strict=True):
        name = event.__name__
        schemas[f"{name}Event"] = envelope(event.type, part)
        messages[name] = message_of(event)
    messages["WebhookTest"] = {
        "name": TEST,
        "title": TEST,
        "summary": "An administrator tries a webhook out; it is about nothing.",
        "contentType": "application/cloudevents+json",
        "payload": {"$ref": SCHEMAS.format(name="WebhookTestEvent")},
    }
    schemas["WebhookTestEvent"] = envelope(TEST, {"type": "object"}, about_case=False)
    on_topic = {name: {"$ref": f"#/components/messages/{name}"} for name in messages if name != "WebhookTest"}
    by_webhook = {name: {"$ref": f"#/components/messages/{name}"} for name in messages}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Onestop events",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            "topic": {
                "address": "CaseEvents",
                "title": "The SNS topic",
                "description": f"Message attributes to filter on: {', '.join(ATTRIBUTES)}.",
                "messages": on_topic,
            },
            "webhook": {
                "address": None,
                "title": "A webhook of an agency",
                "description": f"A POST to the address that the agency gave. {SIGNED}",
                "messages": by_webhook,
            },
        },
        "operations": {
            "publish": sending("topic", on_topic, "Each event, once it is kept."),
            "call": sending("webhook", by_webhook, "Each event that a webhook wants, those of a case in their order."),
        },
        "components": {
            "messages": messages,
            "schemas": {**dict(sorted(components.items())), **schemas, "WebhookHeaders": headers()},
        },
    }


def message_of(event: type[Event]) -> dict[str, Any]:
    """One type of event as a message."""
    return {
        "name": event.type,
        "title": event.type,
        "summary": " ".join((inspect.getdoc(event) or "").split()),
        "contentType": "application/cloudevents+json",
        "payload": {"$ref": SCHEMAS.format(name=f"{event.__name__}Event")},
    }


def envelope(kind: str, data: dict[str, Any], *, about_case: bool = True) -> dict[str, Any]:
    """CloudEvents around the data of one type."""
    common = {
        "reference": {"type": "string", "description": "The case."},
        "by": {"enum": ["system", "resident", "staff"], "description": "Who made it happen."},
        "service": TEXT_OR_NULL,
        "agency": TEXT_OR_NULL,
        "priority": {"type": "string"},
        "channel": {"type": "string"},
    }
    named = {"type": "object", "required": list(common), "properties": common}
    fields: dict[str, Any] = {
        "specversion": {"const": "1.0"},
        "id": {"type": "string"},
        "source": {"type": "string"},
        "type": {"const": kind},
        "subject": {"type": "string", "description": "The case."},
        "time": TIME,
        "datacontenttype": {"const": "application/json"},
    }
    needed = list(fields)
    if about_case:
        fields["sequence"] = {"type": "string", "pattern": "^[0-9]{6,}$"}
        needed.append("sequence")
    return {
        "type": "object",
        "required": [*needed, "data"],
        "properties": {**fields, "data": {"allOf": [named, data]} if about_case else data},
    }


def headers() -> dict[str, Any]:
    """Returns the headers of a call of a webhook."""
    return {
        "type": "object",
        "description": SIGNED,
        "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
        "properties": {
            "webhook-id": {"type": "string", "description": "The event's id: the same each time that it is tried."},
            "webhook-timestamp": {"type": "string", "pattern": "^[0-9]+$"},
            "webhook-signature": {"type": "string", "description": "v1,... for each secret that is good now."},
        },
    }


def sending(channel: str, messages: dict[str, Any], summary: str) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": summary,
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in messages],
    }


def text() -> str:
    """Returns the document as it is committed."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def write(path: Path = COMMITTED) -> None:
    path.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    write()
