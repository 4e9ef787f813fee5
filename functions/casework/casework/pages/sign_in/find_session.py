"""Coming in: the session that a request shows, read once for each page, and whether it still lets somebody in."""

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
    """Who is signed in: one GetItem, and a write when the session was last noted as used minutes ago (unless this is
    not to be `noted` as using it). None for whoever shows no session, one that has ended, or one of a person who was
    disabled."""
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
    """Asks Cognito where somebody works and what they are, an hour after that was found out; while it does not answer,
    what was known stays known."""
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
        ended = not before.sessions  # meanwhile, by somebody else: nothing comes back to life
        return before if ended else replace(before, agencies=agencies, roles=roles, found_at=at)

    return change_sessions(known, become_so)


def groups_now(pool: str, username: str) -> list[str]:
    """The groups of a member of staff, as they are now: few enough for one page."""
    answer = client("cognito-idp").admin_list_groups_for_user(UserPoolId=pool, Username=username, Limit=60)
    return [str(group["GroupName"]) for group in answer["Groups"]]


def named(groups: list[str], kind: str) -> tuple[str, ...]:
    """The codes of the groups of a kind, such as of agencies."""
    return tuple(sorted(group.removeprefix(kind) for group in groups if group.startswith(kind)))


def staff_of(known: StaffSessions) -> Staff:
    """The member of staff whom sessions belong to, as events name them and rules know them."""
    return Staff(id=known.staff, agencies=frozenset(known.agencies), roles=frozenset(known.roles))


def change_session(signed_in: SignedIn, session: Session) -> None:
    """Keeps something else about a session, such as its language."""
    change_sessions(signed_in.known, lambda before: become(before, session))
