"""A resident who has proven an address or number: how long that lasts, and what ends it. No password, no account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=8)
NOTED_EVERY = timedelta(minutes=5)  # how precisely we know when the session was last used


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentSession:
    """What was proven, and when; only the hash of its secret is stored, as the key of this."""

    address: str
    channel: str  # email or sms
    language: str
    began_at: datetime
    used_at: datetime
    ended: bool = False


def name_of_session(secret: str) -> str:
    """Returns the storage key of a session. Its secret has 256 random bits, so nothing is added before it is hashed."""
    return hashlib.sha256(f"session {secret}".encode()).hexdigest()


def is_live(session: ResidentSession, at: datetime) -> bool:
    """Whether a session still lets somebody in."""
    return not session.ended and at - session.used_at < IDLE and at - session.began_at < WHOLE


def used(session: ResidentSession, at: datetime) -> ResidentSession | None:
    """Returns the session after its use, if that is worth storing: not for each page, only every few minutes."""
    return replace(session, used_at=at) if at - session.used_at >= NOTED_EVERY else None


def masked_address(address: str) -> str:
    """Returns an address as a page shows it to whoever proved it: enough to recognise it, too little to copy it."""
    if "@" not in address:
        return f"…{address.partition(';')[0][-4:]}"
    local, _, domain = address.rpartition("@")
    return f"{local[:2]}…@{domain}"
