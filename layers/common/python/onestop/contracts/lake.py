"""A row of the lake: an event as analysts read it, with the fields of the contract and nothing else.

What the contract does not name is left out, whatever the message contains: so no personal data can get in. One
column a field, so that the measures need no JSON; lists stay JSON. Times are UTC, as both Athena and DuckDB read them.
Members of staff are left out, too: measures are about the work, not about a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import Any

from onestop.domain.cases.events import EVENTS

BASE = ("id", "type", "time", "day", "reference", "sequence", "actor", "service", "agency", "priority", "channel")
RENAMED = {"by": "actor", "to": "sent_to", "into": "merged_into", "until": "waits_until", "before": "was_priority",
           "after": "new_priority", "number": "their_number"}  # fmt: skip
# keywords of SQL in one of the dialects: a field with such a name gets the prefix `of_`
RESERVED_WORDS = (
    "all alter and any array as asc at between by case cast check column constraint create cross cube current "
    "default delete desc describe distinct drop else end escape except execute exists extract false fetch for "
    "foreign from full group grouping having in index initially inner insert intersect into is join key lateral "
    "left like limit natural not null offset on only or order outer partition primary range references returning "
    "right row rows select skip some symmetric table then to trailing true uncache union unique unnest user using "
    "values when where window with"
)
RESERVED = frozenset(RESERVED_WORDS.split())
# who works on it, and the ids of texts and files, which are useless to readers who may not open these
LEFT_OUT = frozenset({"assignee", "contact", "note_id", "attachment", "their_number"})
HEADLINE = "satisfaction"


@cache
def fields_of_types() -> dict[str, frozenset[str]]:
    """Returns the fields of each type of event, from the contract."""
    return {event.type: frozenset(field.name for field in fields(event)) for event in EVENTS}


@cache
def columns() -> dict[str, str]:
    """Returns the columns of the lake, in order, and their types in SQL. New fields are appended after the old ones, by
    type."""
    kinds: dict[str, str] = {"time": "timestamp", "day": "date", "sequence": "bigint"}
    found = dict.fromkeys(BASE, "varchar") | kinds
    for event in EVENTS:
        for field in fields(event):
            name = column_of(field.name)
            if name not in LEFT_OUT and name not in BASE:
                found.setdefault(name, sql_type(str(field.type)))
    return {name: found[name] for name in (*BASE, *sorted(set(found) - set(BASE)))} | {"satisfaction": "double"}


def column_of(field: str) -> str:
    """Returns the column of a field of the contract."""
    return RENAMED.get(field) or (f"of_{field}" if field in RESERVED else field)


def sql_type(annotation: str) -> str:
    if annotation.startswith("datetime"):
        return "timestamp"
    return {"int": "bigint", "bool": "boolean"}.get(annotation.partition(" ")[0], "varchar")


def lake_row(event: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the row of an event that came as CloudEvents JSON."""
    data = event["data"]
    at = moment_text(event["time"])
    row: dict[str, Any] = {
        "id": event["id"],
        "type": event["type"],
        "time": at,
        "day": at[:10],
        "reference": event["subject"],
        "sequence": int(event["sequence"]),
        "actor": data.get("by"),
        **{name: data.get(name) for name in ("service", "agency", "priority", "channel")},
    }
    own, kinds = fields_of_types().get(event["type"], frozenset()), columns()
    for name in sorted(own):
        column = column_of(name)
        if column in kinds and data.get(name) is not None:
            row[column] = plain(data[name], kinds[column])
    if "scores" in own:
        row["satisfaction"] = headline(data.get("scores") or [])
    return {name: value for name, value in row.items() if value is not None}


def plain(value: Any, kind: str) -> Any:
    """Returns a value in the form that a column holds."""
    if kind == "timestamp":
        return moment_text(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def moment_text(text: str) -> str:
    """Returns a moment in UTC in the form that both dialects of SQL read."""
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def headline(scores: list[list[Any]]) -> float | None:
    """Returns how satisfied somebody is, from 1 to 5: the answer to the question of that name, else to the first
    one."""
    numbers = {str(question): float(score) for question, score in scores}
    return numbers.get(HEADLINE, next(iter(numbers.values()), None))
