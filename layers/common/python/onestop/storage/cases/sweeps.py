"""The list that the sweeper walks, and the place where a sweep stopped when it ran out of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from onestop.storage.cases.case_keys import OPEN_SHARDS, open_key
from onestop.storage.tables import CaseRow


class ListPlace(NamedTuple):
    """A place in the list: a shard, then the time of the last change and the reference."""

    shard: int
    order: str


BEGINNING = ListPlace(0, "")


def listed_cases(until: datetime, after: ListPlace = BEGINNING) -> Iterator[tuple[ListPlace, str]]:
    """Yields the references of listed cases not touched since `until`: cases that are not closed, and closed ones that
    are not fully published. In each shard the one untouched longest comes first."""
    last = until.isoformat()
    for shard in range(after.shard, OPEN_SHARDS):
        first = f"{after.order}!" if shard == after.shard else ""  # `!` sorts after the end of the text
        if first and first >= last:
            continue
        range_ = CaseRow.work_order.between(first, last) if first else CaseRow.work_order < last
        for row in CaseRow.work.query(open_key(shard), range_):
            yield ListPlace(shard, row.work_order or ""), row.pk.removeprefix("CASE#")


def round_from(place: ListPlace, until: datetime) -> Iterator[tuple[ListPlace, str]]:
    """Yields everything on the list once, beginning after a place."""
    yield from listed_cases(until, place)
    if place == BEGINNING:
        return
    for found in listed_cases(until):
        if found[0] > place:
            return
        yield found


def kept_place() -> ListPlace:
    """Returns where the last sweep stopped; the beginning if it finished its round."""
    rows = list(CaseRow.query("SWEEP", CaseRow.sk == "PLACE", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=ListPlace) if rows else BEGINNING


def keep_sweep_place(place: ListPlace) -> None:
    """Notes where the next sweep continues."""
    CaseRow("SWEEP", "PLACE", kind="place", body=msgspec.json.encode(place).decode()).save()
