"""Once-markers: proof, written in the same transaction as an effect, that a command has been carried out.

A lost acknowledgement, a crash or an impatient client makes the same command come twice; the marker tells the second
one what the first one answered. It is the fingerprint of the request that makes it the same command, not the key alone.
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
    """A command that must have its effect once: its key, a fingerprint of what it asks, and what it is answered."""

    key: str
    fingerprint: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


class AlreadyDone(Exception):
    """The command was carried out before; `answer` is what it was answered then.

    No OnestopError: the caller gets that answer, as if it were the first time.
    """

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("already done")
        self.answer = answer


def request_fingerprint(request: bytes) -> str:
    """Tells two requests apart without keeping what they say."""
    return hashlib.sha256(request).hexdigest()[:32]


def meant_by(sent: bytes) -> bytes:
    """What a request means, whatever the order of its keys; what is not JSON means what it is."""
    try:
        return msgspec.json.encode(msgspec.json.decode(sent), order="deterministic")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return sent


def marker(once: Once, at: datetime) -> CaseRow:
    """The row that says that the command has been carried out."""
    return CaseRow(
        marker_key(once.key),
        "ONCE",
        kind="once",
        body=msgspec.json.encode(once).decode(),
        expires_at=int((at + KEPT).timestamp()),
    )


def happens_first(once: Once, at: datetime) -> bool:
    """Marks a command that changes no case; says whether this is the first time."""
    try:
        marker(once, at).save(condition=CaseRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def marker_key(key: str) -> str:
    """Keys come from outside, in any length: their hash is the row's key."""
    return f"ONCE#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def find_answer(once: Once) -> dict[str, Any] | None:
    """What this command was answered before, if it was; raises KeyReused if the key belongs to another request."""
    rows = list(CaseRow.query(marker_key(once.key), consistent_read=True))
    if not rows:
        return None
    kept = msgspec.json.decode(rows[0].body or "", type=Once)
    if kept.fingerprint != once.fingerprint:
        raise KeyReused(once.key)
    return kept.answer
