"""Once-markers: proof, written in the same transaction as an effect, that a command has been carried out.

A lost acknowledgement, a crash or an impatient client makes the same command come twice; the marker gives the second
one the answer of the first. A command is the same if the fingerprint of its request is the same, not only its key.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from pynamodb.exceptions import PutError

from onestop.domain.errors import KeyReused
from onestop.storage.tables import CaseRow
from onestop.storage.transactions import refused

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A command that must have its effect once: its key, a fingerprint of its request, and its answer."""

    key: str
    fingerprint: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


class AlreadyDone(Exception):
    """The command was carried out before; `answer` is the answer that it got then.

    Not an OnestopError: the caller gets that answer, as if it were the first time.
    """

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("already done")
        self.answer = answer


def request_fingerprint(request: bytes) -> str:
    """Returns a fingerprint that tells two requests apart without keeping their content."""
    return hashlib.sha256(request).hexdigest()[:32]


def meant_by(sent: bytes) -> bytes:
    """Returns what a request means, whatever the order of its keys; a body that is not JSON is taken as it is."""
    try:
        return msgspec.json.encode(msgspec.json.decode(sent), order="deterministic")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return sent


def marker(once: Once, at: datetime) -> CaseRow:
    """Returns the row that says that the command was carried out."""
    return CaseRow(
        marker_key(once.key),
        "ONCE",
        kind="once",
        body=msgspec.json.encode(once).decode(),
        expires_at=int((at + KEPT).timestamp()),
    )


def happens_first(once: Once, at: datetime) -> bool:
    """Marks a command that changes no case; returns whether this is the first time."""
    try:
        marker(once, at).save(condition=CaseRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def marker_key(key: str) -> str:
    """Returns the row's key: a hash, because keys come from outside in any length."""
    return f"ONCE#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def find_answer(once: Once) -> dict[str, Any] | None:
    """Returns the earlier answer to this command, if there was one; raises KeyReused if the key belongs to another
    request."""
    rows = list(CaseRow.query(marker_key(once.key), consistent_read=True))
    if not rows:
        return None
    kept = msgspec.json.decode(rows[0].body or "", type=Once)
    if kept.fingerprint != once.fingerprint:
        raise KeyReused(once.key)
    return kept.answer
