"""Signing in: a code opens a session, a request shows its secret, and signing out ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from chalice.app import Request

from onestop.contracts.phones import forms_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotSignedIn
from onestop.domain.people.identities import HowProven, IdentityProof
from onestop.domain.people.one_time_codes import Ask, is_right, name_of_ask, read_code
from onestop.domain.people.person import identity_of
from onestop.domain.people.resident_sessions import ResidentSession, is_live, name_of_session, used
from onestop.runtime.cookies import sent_cookie
from onestop.runtime.kept_links import SESSION
from onestop.runtime.keys import identity_key
from onestop.storage.people.one_time_codes import try_once, use_up
from onestop.storage.people.proofs import keep_proof
from onestop.storage.people.resident_sessions import begin_session, change_session, end_session, find_session

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
ENDED = "This session is over, or there never was one. Ask for a new code: POST /api/my/codes."


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident who proved an address or number, with their session and its secret."""

    session: ResidentSession
    secret: str

    @property
    def address_identity(self) -> str:
        """The identity of the address that they proved, as new cases are brought by it."""
        return identity_of(self.session.address, identity_key())

    def identities(self, catalogue: Catalogue) -> tuple[str, ...]:
        """The identities by which their cases are found; a number may have been kept in more than one form."""
        address = self.session.address
        forms = (address,) if self.session.channel == "email" else forms_of(address, catalogue)
        return tuple(dict.fromkeys(identity_of(form, identity_key()) for form in forms))


def try_code(token: str, typed: str, at: datetime) -> Ask | None:
    """Returns what a code proves; None for one that is wrong, expired, used, or tried too often, without saying which.
    The try is counted before the code is compared."""
    name = name_of_ask(token)
    ask = try_once(name) if token else None
    if ask is None or not is_right(ask, read_code(typed), name, identity_key(), at) or not use_up(name, at):
        return None
    return ask


def open_resident_session(ask: Ask, secret: str, at: datetime) -> ResidentSession:
    """Opens a session for what a code proved, and keeps that it was proved; `secret` has 256 random bits, and only its
    hash is kept."""
    keep_proof([identity_of(ask.address, identity_key())], IdentityProof(how=HowProven.CODE, at=at))
    return open_session(ask, secret, at)


def open_session(ask: Ask, secret: str, at: datetime) -> ResidentSession:
    """Opens a session for an address, however it was proved."""
    session = ResidentSession(address=ask.address, channel=ask.channel, language=ask.language, began_at=at, used_at=at)
    begin_session(name_of_session(secret), session)
    return session


def come_in(secret: str, at: datetime) -> Resident | None:
    """The resident who shows a secret: one Query, and a write if the session was last noted as used minutes ago. None
    if there is no such session, or it has ended."""
    if not SECRET.fullmatch(secret):
        return None
    name = name_of_session(secret)
    session = find_session(name)
    if session is None or not is_live(session, at):
        return None
    if now := used(session, at):
        change_session(name, session, now)
    return Resident(now or session, secret)


def come_in_by_cookie(request: Request, at: datetime) -> Resident | None:
    """The resident who looks at a page."""
    return come_in(sent_cookie(request, SESSION), at)


def come_in_by_token(request: Request, at: datetime) -> Resident:
    """The resident who calls the API. Raises NotSignedIn if the request has no token of a live session."""
    kind, _, token = (request.headers.get("authorization") or "").partition(" ")
    resident = come_in(token.strip(), at) if kind.casefold() == "bearer" else None
    if resident is None:
        raise NotSignedIn(ENDED, "Authorization")
    return resident


def go_out(resident: Resident) -> None:
    """Ends a session for good."""
    end_session(name_of_session(resident.secret), replace(resident.session, ended=True))
