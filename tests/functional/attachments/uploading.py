"""Uploads by a signed form, as a browser does it; the bucket in memory checks no conditions, so this does."""

from __future__ import annotations

import base64
import json
from typing import Any

from onestop.domain.cases.attachments import MOST_BYTES
from onestop.storage.cases.objects import s3
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
    assert ["content-length-range", 1, MOST_BYTES] in conditions
    assert 1 <= len(data) <= MOST_BYTES
    s3().put_object(Bucket="attachments", Key=fields["key"], Body=data)
    return a_notice(fields["key"])
