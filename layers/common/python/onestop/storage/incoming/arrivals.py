"""What came in and did not become a case: bounces, automatic messages, what is held back as spam. Kept, never answered.
Messages that could not be sent out are listed here too, because the same desk looks at them.

Rows of the Messages table, a partition for each kind and month (UTC): codes and pointers only. The words are in the
mail bucket, as they came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from pynamodb.exceptions import PutError

from onestop.domain.errors import NotFound, NotValid
from onestop.storage.paging import ListPage, read_cursor, write_cursor
from onestop.storage.tables import MessageRow
from onestop.storage.transactions import refused

QUARANTINED, UNDELIVERED = "quarantined", "undelivered"
KINDS = (QUARANTINED, "bounce", "automatic", "delivery_report", "feedback", "loop", "unasked", "empty", UNDELIVERED)
PLACE = ("moment", "arrival")  # the parts of an arrival's sort key within its month


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One contact that did not become a case. `kind` is one of KINDS; `why` is a code; `released` is the case that a
    person made from it after all, `dismissed_by` the person who found that it is not a need."""

    id: str
    kind: str
    channel: str
    at: datetime
    why: str = ""
    original: str | None = None
    reference: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    released: str | None = None
    released_by: str | None = None
    dismissed_by: str | None = None


def arrival_id(channel: str, key: str) -> str:
    """Returns an id that is the same for each delivery of the same contact."""
    return hashlib.sha256(f"{channel}:{key}".encode()).hexdigest()[:20]


def keep_arrival(arrival: Arrival) -> bool:
    """Keeps what came in; False if it was kept before."""
    row = arrival_row(arrival)
    try:
        MessageRow(row.pk, row.sk, body=row.body).save(condition=MessageRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def keep_looked_at(arrival: Arrival) -> None:
    """Keeps what a person decided about a contact that was held back."""
    arrival_row(arrival).save()


def load_arrival(kind: str, place: str) -> Arrival:
    """Reads one by its place (`place_of`): one Query. Raises NotFound."""
    try:
        order = "#".join(read_cursor(place, *PLACE))
    except NotValid:
        order = ""
    rows = MessageRow.query(arrivals_key(kind, order[:7]), MessageRow.sk == order, consistent_read=True)
    row = next(iter(rows), None) if order else None
    if row is None:
        raise NotFound("There is no such contact.", "arrival")
    return msgspec.json.decode(row.body or "", type=Arrival)


def arrivals_of(kind: str, month: str, limit: int, cursor: str | None = None) -> ListPage[Arrival]:
    """Returns what came in of a kind in a month, newest first: one Query."""
    key, start = arrivals_key(kind, month), None
    if cursor:
        order = "#".join(read_cursor(cursor, *PLACE, after=month, before=f"{month}~"))
        start = {"pk": {"S": key}, "sk": {"S": order}}
    found = MessageRow.query(key, limit=limit, page_size=limit, last_evaluated_key=start, scan_index_forward=False)
    items = [msgspec.json.decode(row.body or "", type=Arrival) for row in found]
    following = found.last_evaluated_key
    return ListPage(items, write_cursor(following["sk"]["S"]) if following else None)


def arrivals_key(kind: str, month: str) -> str:
    return f"ARRIVALS#{kind}#{month}"


def place_of(arrival: Arrival) -> str:
    """Returns its place in its month, in characters that an address may contain."""
    return write_cursor(order_of(arrival))


def order_of(arrival: Arrival) -> str:
    return f"{arrival.at.isoformat()}#{arrival.id}"


def arrival_row(arrival: Arrival) -> MessageRow:
    return MessageRow(
        arrivals_key(arrival.kind, f"{arrival.at:%Y-%m}"),
        order_of(arrival),
        body=msgspec.json.encode(arrival).decode(),
    )
