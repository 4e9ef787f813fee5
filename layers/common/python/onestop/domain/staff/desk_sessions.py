"""Signed in at the desk: how long a session of a member of staff lasts, and what ends it.

All sessions of one person lie together, with what they may do: whoever is disabled or given another role loses all of
them at once, and a page reads one thing to know who is looking. Of a session's secret only the hash is kept.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onestop.domain.staff.absences import Absence
from onestop.domain.staff.named_colleagues import NamedInNote

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import DeskLimits, Jurisdiction

IDLE_MINUTES, WHOLE_HOURS = 30, 12
NOTED_EVERY = timedelta(minutes=5)  # how exactly we know when somebody looked last
GROUPS_FRESH = timedelta(hours=1)  # as long as an id token says who somebody is
MOST = 10  # sessions of one person at once: a phone, the counter, an office with two machines; the oldest goes first


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts without anybody looking, and how long at all."""

    idle: timedelta = timedelta(minutes=IDLE_MINUTES)
    whole: timedelta = timedelta(hours=WHOLE_HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One signing in: the hash of its secret, what its forms are known by, when it began and was last used. `elsewhere`
    is that it began on Cognito's own page, which has a session of its own to end."""

    hashed: str
    forms: str
    began_at: datetime
    used_at: datetime
    language: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSessions:
    """A member of staff with their sessions, and where they work and what they are, as it was found at a moment.
    `views` are lists that they keep under a name, each with the query of its address."""

    staff: str
    username: str = ""
    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    found_at: datetime | None = None
    views: tuple[tuple[str, str], ...] = ()
    stands_in: tuple[Absence, ...] = ()  # for whom they look after tasks
    named: tuple[NamedInNote, ...] = ()  # where colleagues named them in a note


def is_stale(known: StaffSessions, at: datetime) -> bool:
    """Whether where somebody works and what they are must be asked for again."""
    return known.found_at is None or at - known.found_at >= GROUPS_FRESH


def read_limits(jurisdiction: Jurisdiction) -> SessionLimits:
    """The limits that a jurisdiction sets under `desk`, or ours."""
    own: DeskLimits = jurisdiction.get("desk") or {}
    idle, whole = own.get("idle_minutes", IDLE_MINUTES), own.get("session_hours", WHOLE_HOURS)
    return SessionLimits(timedelta(minutes=idle), timedelta(hours=whole))


def hash_of(secret: str) -> str:
    """What is kept of a secret. It has 256 bits of its own, so nothing needs to be added before it is hashed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_live(session: Session, at: datetime, limits: SessionLimits) -> bool:
    """Whether a session still lets somebody in."""
    return at - session.used_at < limits.idle and at - session.began_at < limits.whole


def find_session(known: StaffSessions, secret: str, at: datetime, limits: SessionLimits) -> Session | None:
    """The live session with this secret. Each is compared in the same time, whether it is the one or not."""
    wanted = hash_of(secret)
    same = [session for session in known.sessions if hmac.compare_digest(session.hashed, wanted)]
    return next((session for session in same if is_live(session, at, limits)), None)


def begin_desk_session(known: StaffSessions, session: Session, limits: SessionLimits) -> StaffSessions:
    """The sessions once another has begun: those that ended are forgotten, and of too many the oldest."""
    live = [each for each in known.sessions if is_live(each, session.began_at, limits)]
    return replace(known, sessions=(*live, session)[-MOST:])


def end_desk_session(known: StaffSessions, session: Session) -> StaffSessions:
    """The sessions once one has been ended by its owner."""
    return replace(known, sessions=tuple(each for each in known.sessions if each.hashed != session.hashed))


def become(known: StaffSessions, session: Session) -> StaffSessions:
    """The sessions once one of them has changed; one that has been ended meanwhile stays ended."""
    same = (session if each.hashed == session.hashed else each for each in known.sessions)
    return replace(known, sessions=tuple(same))


def used(session: Session, at: datetime) -> Session | None:
    """The session as it is once it was used, if that is worth a note: not for each page, every few minutes."""
    return replace(session, used_at=at) if at - session.used_at >= NOTED_EVERY else None
