"""Lists of cases and tasks, a page at a time: one Query a page, whatever the number of cases."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import msgspec

from onestop.domain.cases import Case, Task
from onestop.domain.errors import Fault, NotValid
from onestop.storage.rows import OPEN_SHARDS, case_key, inbox_key, open_key
from onestop.storage.tables import CaseRow

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor that the next page is asked for with; None at the end."""

    items: list[Item]
    cursor: str | None


def tasks_of(agency: str, limit: int, cursor: str | None = None) -> Page[Task]:
    """The open tasks of an agency, the one due first on top."""
    start = None
    if cursor:
        order = read_cursor(cursor)
        _, reference, task = order
        start = index_key("work", inbox_key(agency), order, case_key(reference), f"CASE#TASK#{task}")
    found = CaseRow.work.query(inbox_key(agency), limit=limit, page_size=limit, last_evaluated_key=start)
    items = [msgspec.json.decode(row.body or "", type=Task) for row in found]
    following = found.last_evaluated_key
    return Page(items, write_cursor(following["work_order"]["S"]) if following else None)


def cases_of(day: date, limit: int, cursor: str | None = None) -> Page[Case]:
    """The cases opened on a day (UTC), oldest first."""
    key, start = f"DAY#{day.isoformat()}", None
    if cursor:
        order = read_cursor(cursor)
        start = index_key("day", key, order, case_key(order[1]), "CASE")
    found = CaseRow.day.query(key, limit=limit, page_size=limit, last_evaluated_key=start)
    items = [msgspec.json.decode(row.body or "", type=Case) for row in found]
    following = found.last_evaluated_key
    return Page(items, write_cursor(following["day_order"]["S"]) if following else None)


def unfinished_cases() -> Iterator[Case]:
    """Every case that is not closed yet, the one longest untouched first in each shard."""
    for shard in range(OPEN_SHARDS):
        for row in CaseRow.work.query(open_key(shard)):
            yield msgspec.json.decode(row.body or "", type=Case)


def index_key(index: str, key: str, order: list[str], pk: str, sk: str) -> dict[str, dict[str, str]]:
    values = {f"{index}_key": key, f"{index}_order": "#".join(order), "pk": pk, "sk": sk}
    return {name: {"S": value} for name, value in values.items()}


def write_cursor(order: str) -> str:
    return base64.urlsafe_b64encode(order.encode()).decode()


def read_cursor(cursor: str) -> list[str]:
    """Splits a cursor into the parts of the last item's place: time, reference, and for a task its id."""
    try:
        parts = base64.urlsafe_b64decode(cursor.encode()).decode().split("#")
    except (binascii.Error, UnicodeError):
        parts = []
    if len(parts) not in (2, 3):
        raise NotValid(Fault("cursor", "this is not a cursor of this list", "the `cursor` of the page before"))
    return parts
