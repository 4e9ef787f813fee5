"""Begins a session: turns what Cognito says about somebody into what the desk keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from casework.pages.desk_request import DeskVisit, SignedIn
from casework.pages.sign_in.find_session import named, staff_of
from casework.pages.sign_in.steps import Claims
from onestop.domain.staff.desk_sessions import Session, begin_desk_session, hash_of, read_limits
from onestop.runtime.identity import AGENCY, ROLE, groups_of
from onestop.storage.staff.desk_sessions import change_sessions, load_sessions


def begin_session(
    visit: DeskVisit, claims: Claims, random_text: Callable[[int], str], *, elsewhere: bool = False
) -> tuple[DeskVisit, str]:
    """Begins a session for a person who has just signed in: a GetItem and a PutItem. Returns the visit as theirs,
    and the cookie for their browser. The secret is always new: one from before signing in opens nothing
    afterwards."""
    staff, secret = str(claims["sub"]), random_text(32)
    session = Session(
        hashed=hash_of(secret),
        forms=random_text(32),
        began_at=visit.at,
        used_at=visit.at,
        language=visit.language,
        elsewhere=elsewhere,
    )
    limits, groups = read_limits(visit.offer.jurisdiction), groups_of(claims)
    known = change_sessions(
        load_sessions(staff),
        lambda before: replace(
            begin_desk_session(before, session, limits),
            username=str(claims.get("cognito:username") or staff),
            agencies=named(groups, AGENCY),
            roles=named(groups, ROLE),
            found_at=visit.at,
        ),
    )
    return replace(visit, signed_in=SignedIn(staff_of(known), known, session)), f"{staff}.{secret}"
