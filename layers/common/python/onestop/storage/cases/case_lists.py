"""Lists of cases and of their events, a page at a time: one Query a page, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, Request
from onestop.domain.cases.lifecycle import Status
from onestop.storage.cases.case_keys import (
    CASES_FIRST,
    OPEN_SHARDS,
    REQUESTS_FIRST,
    case_key,
    event_key,
    listed_key,
    open_key,
    timer_key,
    updates_key,
)
from onestop.storage.paging import ListPage, index_key, read_cursor, write_cursor
from onestop.storage.tables import CaseRow

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as a list shows it: its snapshot, and the request that it began with."""

    case: Case
    request: Request


def cases_of(day: date, limit: int, cursor: str | None = None) -> ListPage[Case]:
    """Returns the cases opened on a day (UTC), oldest first."""
    begins = datetime.combine(day, time(), UTC)
    page = cases_opened_between(begins, begins + A_DAY, limit, cursor, newest_first=False)
    return ListPage([each.case for each in page.items], page.cursor)


def cases_opened_between(
    after: datetime, before: datetime, limit: int, cursor: str | None = None, *, newest_first: bool = True
) -> ListPage[Listed]:
    """Returns the cases opened from `after` until just before `before`, both in one month (UTC): one Query.

    A case and its request are next to each other in the index, so nothing else is read.
    """
    key, start = listed_key(after), None
    if cursor:
        opened, reference = read_cursor(
            cursor, "moment", "reference", after=after.isoformat(), before=before.isoformat()
        )
        place, kept = (REQUESTS_FIRST, "CASE#REQUEST") if newest_first else (CASES_FIRST, "CASE")
        start = index_key("list", key, f"{opened}#{reference}#{place}", case_key(reference), kept)
    span = CaseRow.list_order.between(after.isoformat(), before.isoformat())
    rows = CaseRow.listed.query(
        key,
        span,
        limit=2 * limit,
        page_size=2 * limit,
        last_evaluated_key=start,
        scan_index_forward=not newest_first,
    )
    halves: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for row in rows:
        reference = row.pk.removeprefix("CASE#")
        halves.setdefault(reference, {})[row.kind] = row.body or ""
        places[reference] = row.list_order.rpartition("#")[0]
    more = rows.last_evaluated_key is not None
    if more and len(halves) > 1 and len(halves[end := next(reversed(halves))]) < 2:
        del halves[end], places[end]  # its other half is on the next page; leave this half to that page too
    items = [
        Listed(
            msgspec.json.decode(half["case"], type=Case),
            msgspec.json.decode(half.get("request", "{}"), type=Request),
        )
        for half in halves.values()
        if "case" in half
    ]
    return ListPage(items, write_cursor(next(reversed(places.values()))) if more else None)


def updates_of(day: date, limit: int, cursor: str | None = None) -> ListPage[Recorded]:
    """Returns the events of a day (UTC) that are public, oldest first: one Query."""
    key, start = updates_key(day), None
    if cursor:
        order = read_cursor(cursor, "moment", "reference", "sequence", after=f"{day}", before=f"{day + A_DAY}")
        start = index_key("list", key, "#".join(order), case_key(order[1]), event_key(int(order[2])))
    rows = CaseRow.listed.query(key, limit=limit, page_size=limit, last_evaluated_key=start)
    items = [msgspec.json.decode(row.body or "", type=Recorded) for row in rows]
    following = rows.last_evaluated_key
    return ListPage(items, write_cursor(following["list_order"]["S"]) if following else None)


def due_cases(at: datetime, most: int) -> Iterator[tuple[str, datetime]]:
    """Yields the cases that a timer changes by `at`, each with its moment: one Query for each shard."""
    for shard in range(OPEN_SHARDS):
        for row in CaseRow.timer.query(timer_key(shard), CaseRow.timer_order < f"{at.isoformat()}#~", limit=most):
            moment, _, reference = row.timer_order.partition("#")
            yield reference, datetime.fromisoformat(moment)


def unfinished_cases() -> Iterator[Case]:
    """Yields every case that is not closed yet; in each shard the one untouched longest comes first."""
    for shard in range(OPEN_SHARDS):
        for row in CaseRow.work.query(open_key(shard)):
            case = msgspec.json.decode(row.body or "", type=Case)
            if case.status is not Status.CLOSED:  # a closed case stays in the list until its end has been published
                yield case
