"""Sessions of staff at the desk: one row a person in the People table, read once for each page.

STAFF#<id>  SESSIONS   their live sessions, their agency and their role
STAFF#<id>  SENT_AWAY  when they were last signed out everywhere: credentials given to them before are worthless

Nothing may be deleted, so a person whose sessions were ended has a row without any.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from pynamodb.exceptions import DoesNotExist

from onestop.domain.staff.desk_sessions import StaffSessions
from onestop.storage.tables import PersonRow
from onestop.storage.transactions import refused, try_again

SESSIONS, SENT_AWAY = "SESSIONS", "SENT_AWAY"


def key_of(staff: str) -> str:
    return f"STAFF#{staff}"


def load_sessions(staff: str) -> StaffSessions:
    """Reads the sessions of a member of staff; none for somebody who never signed in: one GetItem."""
    try:
        row = PersonRow.get(key_of(staff), SESSIONS, consistent_read=True)
    except DoesNotExist:
        return StaffSessions(staff=staff)
    return msgspec.json.decode(row.body or "", type=StaffSessions)


def change_sessions(known: StaffSessions, become: Callable[[StaffSessions], StaffSessions]) -> StaffSessions:
    """Keeps the changed sessions of a person: one call, two more for each time that somebody else was faster."""
    seen = [known]  # the sessions as last read

    def write() -> StaffSessions:
        before = seen.pop() if seen else load_sessions(known.staff)
        after = become(before)
        if after != before:
            keep_sessions(after, before)
        return after

    return try_again(write, refused)


def keep_sessions(after: StaffSessions, before: StaffSessions) -> None:
    """Writes the row if it is still as it was read."""
    unchanged = PersonRow.pk.does_not_exist() | (PersonRow.body == msgspec.json.encode(before).decode())
    row = PersonRow(key_of(after.staff), SESSIONS, body=msgspec.json.encode(after).decode())
    row.save(condition=unchanged)


def end_all_sessions(staff: str, at: datetime) -> None:
    """Signs somebody out everywhere, at their next request: they were disabled, or given another role or agency. Their
    saved views, the colleagues they stand in for, and where they are named stay: what a list shows is decided when it
    is shown."""
    PersonRow(key_of(staff), SENT_AWAY, body=at.isoformat()).save()
    change_sessions(
        load_sessions(staff),
        lambda known: StaffSessions(staff=staff, views=known.views, stands_in=known.stands_in, named=known.named),
    )


def was_sent_away(staff: str, since: datetime) -> bool:
    """Whether somebody was signed out everywhere at that moment or later: one GetItem."""
    try:
        row = PersonRow.get(key_of(staff), SENT_AWAY, consistent_read=True)
    except DoesNotExist:
        return False
    return datetime.fromisoformat(row.body or "") >= since
