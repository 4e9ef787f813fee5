"""Receipts of providers: their events as they come, through the rules of receipts.yaml, to our queue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from onestop.runtime.clients import client
from tests.contract.template import NESTED

RULES = {
    name: entry["Properties"]
    for name, entry in NESTED["receipts"]["Resources"].items()
    if entry["Type"] == "AWS::Events::Rule"
}
KINDS = {
    "Bounce": "Email Bounced",
    "Delivery": "Email Delivered",
    "Complaint": "Email Complaint Received",
    "Reject": "Email Rejected",
}


def email_event(
    provider_id: str, said: str, at: datetime, kind: str = "", address: str = "ana@resident.example"
) -> Any:
    """An event of SES as EventBridge has it: with whom it went to, and its subject."""
    address = "ana@resident.example"
    mail = {
        "messageId": provider_id,
        "destination": [address],
        "commonHeaders": {"to": [address], "subject": "canary-subject"},
        "tags": {"ses:configuration-set": ["receipts"]},
    }
    more = {"bounce": {"bounceType": kind, "bouncedRecipients": [{"emailAddress": address}]}} if kind else {}
    return {
        "source": "aws.ses",
        "detail-type": KINDS[said],
        "time": at.isoformat(),
        "detail": {"eventType": said, "mail": mail, **more},
    }


def sms_event(provider_id: str, said: str, at: datetime) -> Any:
    """An event of End User Messaging as EventBridge has it."""
    return {
        "source": "aws.sms-voice",
        "detail-type": "Text Message Delivery Status Updated",
        "time": at.isoformat(),
        "detail": {"eventType": said, "messageId": provider_id, "destinationPhoneNumber": "+15550142777"},
    }


def in_our_queue(event: Any) -> dict[str, Any]:
    """Returns what the one matching rule makes of an event, as EventBridge would: only the fields of its paths."""
    (rule,) = [
        rule
        for rule in RULES.values()
        if event["source"] in rule["EventPattern"]["source"]
        and event["detail-type"] in rule["EventPattern"]["detail-type"]
        and (event["source"] != "aws.connect" or takes_call(rule["EventPattern"]["detail"], event["detail"]))
    ]
    (target,) = rule["Targets"]
    paths = target["InputTransformer"]["InputPathsMap"]
    found = {name: follow(path, event) for name, path in paths.items()}
    text = re.sub(r"<(\w+)>", lambda name: json.dumps(found[name[1]]), target["InputTransformer"]["InputTemplate"])
    told: dict[str, Any] = json.loads(text)
    return told


def takes_call(pattern: dict[str, list[Any]], detail: dict[str, Any]) -> bool:
    """Returns whether a rule matches an event of a call."""
    return all(
        name not in detail if wanted == [{"exists": False}] else detail.get(name) in wanted
        for name, wanted in pattern.items()
    )


def call_event(contact: str, said: str, at: datetime, **detail: Any) -> Any:
    """An event of Amazon Connect as EventBridge has it."""
    return {
        "source": "aws.connect",
        "detail-type": "Amazon Connect Contact Event",
        "time": at.isoformat(),
        "detail": {"eventType": said, "contactId": contact, "initiationMethod": "API", "channel": "VOICE", **detail},
    }


def follow(path: str, event: Any) -> Any:
    for step in path.removeprefix("$.").split("."):
        event = event[step]
    return event


@contextmanager
def texting_from_our_number() -> Iterator[list[dict[str, Any]]]:
    """End User Messaging takes text messages; yields what it was asked to send."""
    with taking("pinpoint-sms-voice-v2", "SendTextMessage", "MessageId", "text") as asked:
        yield asked


@contextmanager
def taking(service: str, operation: str, named: str, prefix: str) -> Iterator[list[dict[str, Any]]]:
    """A service takes every call of an operation, and answers each with a name; yields what it was asked."""
    asked: list[dict[str, Any]] = []

    def keep(params: dict[str, Any], **_: Any) -> None:
        asked.append(params)

    def answer(**_: Any) -> Any:
        return SimpleNamespace(status_code=200), {named: f"{prefix}-{len(asked)}"}

    events = client(service).meta.events
    events.register(f"provide-client-params.*.{operation}", keep)
    events.register(f"before-call.*.{operation}", answer)
    try:
        yield asked
    finally:
        events.unregister(f"provide-client-params.*.{operation}", keep)
        events.unregister(f"before-call.*.{operation}", answer)
