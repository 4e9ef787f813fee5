"""Notices to many, in the Messages table; no row names anybody: recipients are keyed hashes and references.

NOTICES         <id>                          a whole notice
NOTICES#SHOWN   <when it ends>#<id>           the same, once it was sent: one Query finds what holds now

Which parts of it have been sent is in `storage/notices/notice_walks.py`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.notices.notice import Notice, State
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import refused, refused_at

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import Stopwatch

LIST, SHOWN = "NOTICES", "NOTICES#SHOWN"
KEPT = timedelta(days=3 * 365)
SHOWN_AFTER = timedelta(days=1)  # feeds still say that it was cancelled
FRESH_SECONDS = 20.0
MEANWHILE = "Somebody has changed this notice meanwhile. Look at it again."


@dataclass(slots=True)
class CachedNotices:
    """The notices that hold, as this process last read them, and when."""

    notices: list[Notice] | None = None
    read_at: float = float("-inf")


_known = CachedNotices()


def keep_notice(notice: Notice, before: Notice | None) -> None:
    """Keeps a notice that is new, or that replaces `before`; if it was sent, also where the notices that hold are
    found: one call. Raises NotPossible if it was changed meanwhile."""
    unchanged = MessageRow.body == body_of(before) if before else MessageRow.pk.does_not_exist()
    row = MessageRow(LIST, notice.id, status=notice.state.value, body=body_of(notice))
    row.expires_at = int((notice.written_at + KEPT).timestamp())
    try:
        if notice.sent_at is None:
            row.save(condition=unchanged)
        else:
            with TransactWrite(connection=connection()) as transaction:
                transaction.save(row, condition=unchanged)
                transaction.save(shown_row(notice))
    except (PutError, TransactWriteError) as error:
        lost = refused(error) if isinstance(error, PutError) else refused_at(0, error.cancellation_reasons)
        if not lost or find_notice(notice.id) == notice:  # our own write, whose answer was lost
            if lost:
                return
            raise
        raise NotPossible(MEANWHILE, "notice") from error
    finally:
        forget_notices()


def shown_row(notice: Notice) -> MessageRow:
    order = f"{notice.expires_at.astimezone(UTC).isoformat()}#{notice.id}"
    row = MessageRow(SHOWN, order, status=notice.state.value, body=body_of(notice))
    row.expires_at = int((notice.expires_at + SHOWN_AFTER).timestamp())
    return row


def body_of(notice: Notice | None) -> str:
    return msgspec.json.encode(notice).decode()


def find_notice(name: str) -> Notice | None:
    """Returns one notice, or None: one Query."""
    rows = MessageRow.query(LIST, MessageRow.sk == name, consistent_read=True)
    return next((msgspec.json.decode(row.body or "", type=Notice) for row in rows), None)


def load_notice(name: str) -> Notice:
    """Reads one notice; raises NotFound."""
    found = find_notice(name)
    if found is None:
        raise NotFound("There is no such notice.", "notice")
    return found


def latest_notices(most: int) -> list[Notice]:
    """Returns the notices that were written last, newest first: one Query."""
    rows = MessageRow.query(LIST, limit=most, page_size=most, scan_index_forward=False, consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Notice) for row in rows]


def published_notices(at: datetime) -> list[Notice]:
    """Returns the notices that were sent and have not expired, cancelled ones included, newest first: one Query."""
    rows = MessageRow.query(SHOWN, MessageRow.sk > at.astimezone(UTC).isoformat(), consistent_read=True)
    found = [msgspec.json.decode(row.body or "", type=Notice) for row in rows]
    return sorted(found, key=lambda each: (each.sent_at or each.written_at, each.id), reverse=True)


def sending_notices(at: datetime) -> list[Notice]:
    """Returns those that are being sent, and those that expired meanwhile: one Query."""
    return [each for each in published_notices(at - SHOWN_AFTER) if each.state is State.SENDING]


def known_notices(at: datetime, clock: Stopwatch = time.monotonic) -> list[Notice]:
    """Returns the published notices, at most twenty seconds old: pages for residents cost no call each."""
    if _known.notices is None or clock() - _known.read_at >= FRESH_SECONDS:
        cache_notices(published_notices(at), clock)
    return [each for each in _known.notices or [] if at < each.expires_at]


def cache_notices(notices: list[Notice], clock: Stopwatch = time.monotonic) -> None:
    """Caches these notices in this process, as read now."""
    _known.notices, _known.read_at = notices, clock()


def holding_now(at: datetime) -> list[Notice]:
    """Returns what anybody should know now, newest first; what an update replaced is left out."""
    known = [each for each in known_notices(at) if each.is_running(at)]
    replaced = {each.replaces for each in known}
    return [each for each in known if each.id not in replaced]


def forget_notices() -> None:
    """Makes this process read them again."""
    _known.notices = None
