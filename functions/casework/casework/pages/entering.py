"""Coming in: the session that a request shows, read once for each page, and whether it still lets somebody in."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Request

from casework.pages.cookies import session_in
from casework.pages.visiting import SignedIn
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.desk_sessions import Session, StaffSessions, become, find_session, read_limits, used
from onestop.runtime.enabled import is_enabled
from onestop.runtime.identity import Staff
from onestop.storage.sessions import change_sessions, load_sessions


def come_in(request: Request, catalogue: Catalogue, at: datetime) -> SignedIn | None:
    """Who is signed in: one GetItem, and a write when the session was last noted as used minutes ago. None for
    whoever shows no session, one that has ended, or one of a person who was disabled."""
    shown = session_in(request)
    if shown is None:
        return None
    staff, secret = shown
    known = load_sessions(staff)
    session = find_session(known, secret, at, read_limits(catalogue.jurisdiction))
    if session is None or not is_enabled(known.username):
        return None
    noted = used(session, at)
    if noted:
        known = change_sessions(known, lambda before: become(before, noted))
    return SignedIn(staff_of(known), known, noted or session)


def staff_of(known: StaffSessions) -> Staff:
    """The member of staff whom sessions belong to, as events name them and rules know them."""
    return Staff(id=known.staff, agencies=frozenset(known.agencies), roles=frozenset(known.roles))


def change_session(signed_in: SignedIn, session: Session) -> None:
    """Keeps something else about a session, such as its language."""
    change_sessions(signed_in.known, lambda before: become(before, session))
