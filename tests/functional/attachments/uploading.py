"""Uploads by a signed form, as a browser does it; the bucket in memory checks no conditions, so this does."""

from __future__ import annotations

import base64
import json
from typing import Any

from onestop.domain.cases.attachments import MOST_BYTES
from onestop.storage.cases.objects import s3
from onestop.storage.cases.uploads import MOST_SENT
from tests.functional.attachments.arrivals import a_notice

UNCHECKED = {"policy", "x-amz-signature", "file"}


def conditions_of(fields: dict[str, str]) -> list[Any]:
    """The conditions that a form was signed with."""
    conditions: list[Any] = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    return conditions


def upload(form: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Posts a file by a form; returns what the bucket tells about it."""
    fields, conditions = form["fields"], conditions_of(form["fields"])
    named = {name: value for each in conditions if isinstance(each, dict) for name, value in each.items()}
    assert {name: value for name, value in fields.items() if named.get(name) != value}.keys() <= UNCHECKED
    least, most = (0, MOST_SENT) if "success_action_redirect" in fields else (1, MOST_BYTES)
    assert ["content-length-range", least, most] in conditions
    assert least <= len(data) <= most
    s3().put_object(Bucket="attachments", Key=fields["key"], Body=data)
    return a_notice(fields["key"])
