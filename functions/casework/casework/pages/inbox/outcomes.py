"""An act of the inbox: its mistakes before it is done, the key that makes it count once, and why one task was
refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from casework.acts.bulk import body_kind
from casework.pages.desk_request import DeskVisit
from casework.pages.error_pages import PAGES
from casework.pages.inbox.acts import BulkAct
from onestop.contracts.read_contract import read_fields
from onestop.domain.errors import NotValid

# error -> the page of the desk that explains it
SAID = {
    400: "not_valid",
    403: "not_allowed",
    404: "not_found",
    409: "moved_on",
    422: "not_valid",
    429: "too_many",
    503: "unavailable",
}


def once_key(key: str, items: list[str], body: dict[str, Any]) -> str | None:
    """Returns the key that makes the same form count once; with other tasks or other words it is another act. None
    for an act of the list itself, which has no key: taking what one has already changes nothing."""
    if not key:
        return None
    return "desk:" + hashlib.sha256(msgspec.json.encode([key, items, body])).hexdigest()[:40]


def faults_of(act: BulkAct, body: dict[str, Any]) -> list[str]:
    """Returns the fields for which an act would be refused on any task."""
    missing = [field.name for field in act.fields if not field.optional and field.name not in body]
    if missing:
        return missing
    try:
        read_fields(body, body_kind(act.action, "01" if act.of_task else None))
    except NotValid as error:
        return [fault.field for fault in error.faults]
    return []


def why_not(result: Mapping[str, Any], visit: DeskVisit) -> dict[str, str]:
    """Says why one was refused: in the desk's language, and with the API's own message, which has more detail."""
    title, _ = PAGES[SAID.get(result["status"], "broken")]
    problem = result["problem"]
    return {"title": visit.say(title), "detail": str(problem.get("detail") or problem.get("title") or "")}
