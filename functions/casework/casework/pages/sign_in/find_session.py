"""Finds the session of a request: reads it once for each page, and checks that it is still valid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Request

from casework.pages.desk_request import SignedIn
from casework.pages.sign_in.cookies import session_in
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.staff.desk_sessions import (
    Session,
    StaffSessions,
    become,
    find_session,
    is_stale,
    read_limits,
    used,
)
from onestop.runtime.clients import client
from onestop.runtime.enabled import is_enabled
from onestop.runtime.identity import AGENCY, ROLE, Staff
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.storage.staff.desk_sessions import change_sessions, load_sessions


def come_in(request: Request, catalogue: Catalogue, at: datetime, *, noted: bool = True) -> SignedIn | None:
    """Returns who is signed in: one GetItem, and a write if the session's last use was noted minutes ago (unless
    this request is not `noted` as a use). None without a session, if it has ended, or if the person was disabled."""
    shown = session_in(request)
    if shown is None:
        return None
    staff, secret = shown
    known = load_sessions(staff)
    session = find_session(known, secret, at, read_limits(catalogue.jurisdiction))
    if session is None or not is_enabled(known.username):
        return None
    if is_stale(known, at):
        known = find_out_again(known, at)
    now = used(session, at) if noted else None
    if now:
        known = change_sessions(known, lambda before: become(before, now))
    return SignedIn(staff_of(known), known, now or session)


def find_out_again(known: StaffSessions, at: datetime) -> StaffSessions:
    """Asks Cognito for somebody's agencies and roles again after an hour; while it does not answer, the earlier ones
    remain."""
    pool = setting("USER_POOL_ID", "")
    if not pool:
        return known
    try:
        groups = groups_now(pool, known.username)
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask for groups", **error_fields(error))
        return known
    agencies, roles = named(groups, AGENCY), named(groups, ROLE)

    def become_so(before: StaffSessions) -> StaffSessions:
        ended = not before.sessions  # ended in the meantime by somebody else: do not bring it back
        return before if ended else replace(before, agencies=agencies, roles=roles, found_at=at)

    return change_sessions(known, become_so)


def groups_now(pool: str, username: str) -> list[str]:
    """Returns the present groups of a member of staff: few enough for one page."""
    answer = client("cognito-idp").admin_list_groups_for_user(UserPoolId=pool, Username=username, Limit=60)
    return [str(group["GroupName"]) for group in answer["Groups"]]


def named(groups: list[str], kind: str) -> tuple[str, ...]:
    """Returns the codes of the groups of a kind, such as of agencies."""
    return tuple(sorted(group.removeprefix(kind) for group in groups if group.startswith(kind)))


def staff_of(known: StaffSessions) -> Staff:
    """Returns the member of staff who owns the sessions, as events name them and rules know them."""
    return Staff(id=known.staff, agencies=frozenset(known.agencies), roles=frozenset(known.roles))


def change_session(signed_in: SignedIn, session: Session) -> None:
    """Keeps a change to a session, such as its language."""
    change_sessions(signed_in.known, lambda before: become(before, session))
