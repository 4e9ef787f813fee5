"""Which administrator is just being removed: one row for all, so that two administrators who remove each other at the
same instant both meet it, and the last one stays.

STAFF#ADMINISTRATORS  LEAVING   who, since when
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from pynamodb.exceptions import DoesNotExist

from onestop.storage.tables import PersonRow
from onestop.storage.transactions import refused, try_again

KEY, PLACE = "STAFF#ADMINISTRATORS", "LEAVING"
LASTS = timedelta(minutes=2)  # longer than any function runs: by then Cognito knows it


def keep_leaving(staff: str, at: datetime, check: Callable[[frozenset[str]], None]) -> None:
    """Keeps that somebody is being removed, unless `check` objects, given who else is: two calls, and two more with
    another check for each time that somebody else was faster. Raises what `check` raises."""

    def write() -> None:
        kept = read_leaving_row()
        still = {who: since for who, since in leaving_of(kept).items() if at - since < LASTS}
        check(frozenset(still) - {staff})
        row = PersonRow(KEY, PLACE, body=msgspec.json.encode({**still, staff: at}).decode())
        row.save(condition=PersonRow.pk.does_not_exist() if kept is None else PersonRow.body == kept)

    try_again(write, refused)


def read_leaving_row() -> str | None:
    """Returns the row as it is; None if nobody was ever removed."""
    try:
        return PersonRow.get(KEY, PLACE, consistent_read=True).body
    except DoesNotExist:
        return None


def leaving_of(kept: str | None) -> dict[str, datetime]:
    return msgspec.json.decode(kept, type=dict[str, datetime]) if kept else {}
