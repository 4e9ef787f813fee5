"""Clients that know no Idempotency-Key and send again if they get no answer.

The same form from the same key within ten minutes is the same request: apps and councils' systems try again after a
timeout within seconds or minutes, and hardly anybody has the same need in the same words at the same place twice in ten
minutes. After that it is a new one: a missed collection may be reported in the same words each week.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from intake.open311.forms import Open311Form
from onestop.storage.guards import Guard, put_guarded
from onestop.storage.tables import CaseRow

WINDOW = timedelta(minutes=10)
KEPT = timedelta(days=1)
GUARD = "repeat"
NOT_COUNTED = ("api_key",)  # it may be in another place the second time


def digest_of(form: Open311Form, partner: str) -> str:
    """A digest of what makes two posts the same: whose key, every field, every file."""
    made = hashlib.sha256(partner.encode())
    for name in sorted(form.fields.keys() - set(NOT_COUNTED)):
        made.update("\0".join((name, *form.fields[name])).encode() + b"\n")
    for file in form.files:
        made.update(hashlib.sha256(file.data).digest())
    return made.hexdigest()[:32]


def key_of(digest: str, at: datetime) -> str:
    """The key of a post for its ten minutes by the clock. It is the same even while nothing can be read or written."""
    return f"open311:{digest}:{int(at.timestamp() // WINDOW.total_seconds())}"


def guard_of(digest: str, reference: str, at: datetime) -> Guard:
    """Recognises a post that came within the time before, even across a boundary of the clock. Its row, written in the
    opening transaction, has the reference that the first one got."""
    now = int(at.timestamp())
    row = CaseRow(
        f"REPEAT#{digest}",
        "REPEAT",
        kind="repeat",
        body=reference,
        amount=now,
        expires_at=int((at + KEPT).timestamp()),
    )
    old = CaseRow.amount < now - int(WINDOW.total_seconds())
    return put_guarded(GUARD, row, CaseRow.pk.does_not_exist() | old)
