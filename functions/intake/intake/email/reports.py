"""Reads the machine-readable part of a report: RFC 3464, RFC 5965, or the JSON of an SES notification."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from intake.email.headers import first
from intake.email.labels import safely
from intake.email.reading import Mail

STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
FIELD = re.compile(r"^([A-Za-z][\w-]*)\s*:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
LONGEST = 50_000
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")


def groups_of(mail: Mail) -> list[dict[str, str]]:
    """The groups of fields of a delivery report: one for the message, then one for each recipient."""
    texts = [part.text[:LONGEST] for part in mail.parts if part.kind in STATUS_PARTS and part.depth == 0]
    return [fields for text in texts for group in re.split(r"\n\s*\n", text) if (fields := fields_in(group))]


def fields_in(text: str) -> dict[str, str]:
    """The fields in a text; if one comes twice, the first."""
    found = [(name.lower(), " ".join(value.split())) for name, value in FIELD.findall(text)]
    return dict(reversed(found))


def actions_of(mail: Mail) -> list[str]:
    """The action reported for each recipient; if it is missing, the one that its status implies."""
    return list(filter(None, map(action_in, groups_of(mail))))


def action_in(group: Mapping[str, str]) -> str:
    said = group.get("action", "").lower()
    found = next((action for action in ACTIONS if said.startswith(action)), "")
    status = group.get("status", "").lstrip()[:1] if "final-recipient" in group else ""
    return found or {"5": "failed", "4": "delayed", "2": "delivered"}.get(status, "")


def notification_of(mail: Mail) -> Mapping[str, Any]:
    """The notification of SES that a mail of SNS brings; empty for any other mail."""
    if "amazonaws.com" not in first(mail.fields, "from").lower():
        return {}
    for found in objects_in(mail.whole):
        inner = found.get("Message") if found.get("Type") == "Notification" else None
        read = read_json(inner) if isinstance(inner, str) else found
        if isinstance(read, dict) and isinstance(read.get("notificationType"), str):
            return read
    return {}


def read_json(text: str) -> Any:
    return safely(lambda: json.JSONDecoder(strict=False).raw_decode(text)[0], None)


def objects_in(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects at the start of a text, or after its first words; broken lines are joined."""
    at = text.find("{")
    if at < 0:
        return
    for said in (text[at:], re.sub(r"\s*\n\s*", "", text[at:])):
        read = read_json(said)
        if isinstance(read, dict):
            yield read
