"""Signed in at the desk: how long a session of a member of staff lasts, and what ends it.

All sessions of one person are stored together, with their rights: somebody who is disabled or given another role loses
all of them at once, and a page reads one row to know who is looking. Only the hash of a session's secret is stored.
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
NOTED_EVERY = timedelta(minutes=5)  # how precisely we know when the session was last used
GROUPS_FRESH = timedelta(hours=1)  # as long as an id token is valid
MOST = 10  # sessions of one person at once: a phone, the counter, an office with two machines; the oldest goes first


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts without being used, and how long at most."""

    idle: timedelta = timedelta(minutes=IDLE_MINUTES)
    whole: timedelta = timedelta(hours=WHOLE_HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in: the hash of its secret, the value its forms are known by, when it began and was last used.
    `elsewhere` says that it began on Cognito's own page, which has a session of its own to end."""

    hashed: str
    forms: str
    began_at: datetime
    used_at: datetime
    language: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSessions:
    """A member of staff with their sessions, and their agencies and roles as found at a moment. `views` are lists that
    they saved under a name, each with the query of its address."""

    staff: str
    username: str = ""
    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    found_at: datetime | None = None
    views: tuple[tuple[str, str], ...] = ()
    stands_in: tuple[Absence, ...] = ()  # the colleagues whose tasks they look after
    named: tuple[NamedInNote, ...] = ()  # where colleagues named them in a note


def is_stale(known: StaffSessions, at: datetime) -> bool:
    """Whether somebody's agencies and roles must be asked for again."""
    return known.found_at is None or at - known.found_at >= GROUPS_FRESH


def read_limits(jurisdiction: Jurisdiction) -> SessionLimits:
    """Returns the limits that a jurisdiction sets under `desk`, or ours."""
    own: DeskLimits = jurisdiction.get("desk") or {}
    idle, whole = own.get("idle_minutes", IDLE_MINUTES), own.get("session_hours", WHOLE_HOURS)
    return SessionLimits(timedelta(minutes=idle), timedelta(hours=whole))


def hash_of(secret: str) -> str:
    """Returns what is stored of a secret. It has 256 random bits, so nothing needs to be added before it is hashed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_live(session: Session, at: datetime, limits: SessionLimits) -> bool:
    """Whether a session still lets somebody in."""
    return at - session.used_at < limits.idle and at - session.began_at < limits.whole


def find_session(known: StaffSessions, secret: str, at: datetime, limits: SessionLimits) -> Session | None:
    """Returns the live session with this secret. Each is compared in the same time, whether it is the one or not."""
    wanted = hash_of(secret)
    same = [session for session in known.sessions if hmac.compare_digest(session.hashed, wanted)]
    return next((session for session in same if is_live(session, at, limits)), None)


def begin_desk_session(known: StaffSessions, session: Session, limits: SessionLimits) -> StaffSessions:
    """Returns the sessions after another has begun: ended ones are dropped, and the oldest if there are too many."""
    live = [each for each in known.sessions if is_live(each, session.began_at, limits)]
    return replace(known, sessions=(*live, session)[-MOST:])


def end_desk_session(known: StaffSessions, session: Session) -> StaffSessions:
    """Returns the sessions after one was ended by its owner."""
    return replace(known, sessions=tuple(each for each in known.sessions if each.hashed != session.hashed))


def become(known: StaffSessions, session: Session) -> StaffSessions:
    """Returns the sessions after one of them has changed; one that was ended meanwhile stays ended."""
    same = (session if each.hashed == session.hashed else each for each in known.sessions)
    return replace(known, sessions=tuple(same))


def used(session: Session, at: datetime) -> Session | None:
    """Returns the session after its use, if that is worth storing: not for each page, only every few minutes."""
    return replace(session, used_at=at) if at - session.used_at >= NOTED_EVERY else None
