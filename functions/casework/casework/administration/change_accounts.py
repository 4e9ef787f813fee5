"""Administrators' acts on accounts, through Cognito: invite, place, disable and enable. Each is recorded for the
auditor, and whoever gets other roles or is disabled is signed out everywhere at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from casework.staff.accounts import PlacedAccount, account_of, account_pool, every_in_group, find_account, forget_names
from casework.staff.colleagues import forget_colleagues
from onestop.contracts.addresses import plain_email
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotFound, NotPossible, NotValid
from onestop.domain.people.actor import staff_actor
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.staff.permissions import Role
from onestop.runtime.clients import client
from onestop.runtime.enabled import forget_enabled
from onestop.runtime.identity import AGENCY, ROLE, Staff
from onestop.storage.staff.deeds import deed_kept_first
from onestop.storage.staff.desk_sessions import end_all_sessions
from onestop.storage.staff.leaving_administrators import keep_leaving

EMAIL = re.compile(r"[^@\s\"\\]+@[^@\s\"\\]+\.[^@\s\"\\]+")
LONGEST = 128  # characters of a user name (Cognito's limit)
INVITED = "FORCE_CHANGE_PASSWORD"  # has never signed in; the first password expires after some days
CHIEF = f"{ROLE}{Role.ADMINISTRATOR}"


def invite(
    email: str, agencies: Iterable[str], roles: Iterable[str], by: Staff, at: datetime, catalogue: Catalogue
) -> str:
    """Creates an account, for which Cognito e-mails a one-time password; returns the id of its owner. Raises NotValid
    for wrong input, NotPossible if they already have an account."""
    address = plain_email(email).lower()
    groups = groups_in(agencies, roles, catalogue, [] if is_address(address) else [wrong_address()])
    cognito = client("cognito-idp")
    deed_of_it = Deed(at=at, by=by.actor, kind=DeedKind.INVITED, about="", details=tuple(sorted(groups)))
    with deed_kept_first(deed_of_it) as is_about:
        try:
            said = cognito.admin_create_user(
                UserPoolId=known_pool(),
                Username=address,
                DesiredDeliveryMediums=["EMAIL"],
                UserAttributes=[{"Name": "email", "Value": address}, {"Name": "email_verified", "Value": "true"}],
            )
        except cognito.exceptions.UsernameExistsException:
            raise NotPossible("Somebody with this address has an account already.", "email") from None
        staff = account_of(said["User"]).id
        is_about(staff_actor(staff))
        add_to(address, groups)
    forget_names()
    forget_colleagues()
    return staff


def place(
    staff: str, agencies: Iterable[str], roles: Iterable[str], by: Staff, at: datetime, catalogue: Catalogue
) -> None:
    """Gives somebody other agencies and roles. Raises NotPossible if no administrator would be left."""
    wanted = groups_in(agencies, roles, catalogue)
    before = known_account(staff)
    has = groups_of_account(before)
    if CHIEF in has and CHIEF not in wanted:
        take_from_administrators(staff, at)
    changed = (*(f"+{group}" for group in wanted - has), *(f"-{group}" for group in has - wanted))
    if not changed:
        return
    with deed_kept_first(deed(DeedKind.PLACED, staff, by, at, tuple(sorted(changed)))):
        try:
            for group in sorted(has - wanted):
                client("cognito-idp").admin_remove_user_from_group(
                    UserPoolId=known_pool(), Username=before.account.username, GroupName=group
                )
            add_to(before.account.username, wanted - has)
        finally:  # even if Cognito fails half way, rights that were taken away end at once
            sign_out(before, at)
            forget_colleagues()


def disable(staff: str, by: Staff, at: datetime) -> None:
    """Stops somebody from signing in. Nobody may do this to themselves, nor to the last administrator."""
    if staff == by.id:
        raise NotPossible("Nobody disables their own account: ask another administrator.", "staff")
    placed = known_account(staff)
    if CHIEF in groups_of_account(placed):
        take_from_administrators(staff, at)
    with deed_kept_first(deed(DeedKind.DISABLED, staff, by, at)):
        client("cognito-idp").admin_disable_user(UserPoolId=known_pool(), Username=placed.account.username)
        sign_out(placed, at)
    forget_enabled()
    forget_colleagues()


def enable(staff: str, by: Staff, at: datetime) -> None:
    """Lets somebody sign in again."""
    placed = known_account(staff)
    with deed_kept_first(deed(DeedKind.ENABLED, staff, by, at)):
        client("cognito-idp").admin_enable_user(UserPoolId=known_pool(), Username=placed.account.username)
    forget_enabled()
    forget_colleagues()


def deed(kind: DeedKind, staff: str, by: Staff, at: datetime, details: tuple[str, ...] = ()) -> Deed:
    return Deed(at=at, by=by.actor, kind=kind, about=staff_actor(staff), details=details)


def sign_out(placed: PlacedAccount, at: datetime) -> None:
    """Ends everything that keeps somebody signed in: sessions of the desk, passes to applications, refresh tokens."""
    end_all_sessions(placed.account.id, at)
    client("cognito-idp").admin_user_global_sign_out(UserPoolId=known_pool(), Username=placed.account.username)


def take_from_administrators(staff: str, at: datetime) -> None:
    """Records that somebody is no longer an administrator, before Cognito is told; refuses if none would be left.
    Whoever is being removed at the same moment does not count, so if two remove each other one stays."""

    def check_another_stays(leaving: frozenset[str]) -> None:
        stay = (each for each in every_in_group(CHIEF) if each.enabled and each.id not in leaving | {staff})
        if all(each.status == INVITED for each in stay):
            raise NotPossible("This is the last administrator: let another one sign in first.", "roles")

    keep_leaving(staff, at, check_another_stays)


def groups_in(
    agencies: Iterable[str], roles: Iterable[str], catalogue: Catalogue, faults: Iterable[Fault] = ()
) -> set[str]:
    """Returns the groups of agencies and roles; raises NotValid for those that do not exist."""
    wanted, what, wrong = set(agencies), set(roles), [*faults]
    if not wanted or wanted - set(catalogue.agencies):
        wrong.append(Fault("agencies", "choose where they work", "at least one agency of the catalogue"))
    if not what or what - set(Role):
        wrong.append(Fault("roles", "choose what they are", f"at least one of: {', '.join(Role)}"))
    if wrong:
        raise NotValid(*wrong)
    return {*(f"{AGENCY}{agency}" for agency in wanted), *(f"{ROLE}{role}" for role in what)}


def is_address(address: str) -> bool:
    return len(address) <= LONGEST and EMAIL.fullmatch(address) is not None


def wrong_address() -> Fault:
    return Fault("email", "this is not an e-mail address", "name@example.org")


def groups_of_account(placed: PlacedAccount) -> set[str]:
    return {*(f"{AGENCY}{agency}" for agency in placed.agencies), *(f"{ROLE}{role}" for role in placed.roles)}


def add_to(username: str, groups: Iterable[str]) -> None:
    """Puts an account into groups, and creates the groups that do not exist yet."""
    cognito = client("cognito-idp")
    for group in sorted(groups):
        named = {"UserPoolId": known_pool(), "GroupName": group}
        try:
            cognito.admin_add_user_to_group(**named, Username=username)
        except cognito.exceptions.ResourceNotFoundException:
            cognito.create_group(**named)
            cognito.admin_add_user_to_group(**named, Username=username)


def known_account(staff: str) -> PlacedAccount:
    placed = find_account(staff)
    if placed is None:
        raise NotFound("There is no such member of staff.", "staff")
    return placed


def known_pool() -> str:
    known = account_pool()
    if known is None:
        raise NotPossible("Accounts of staff are not kept here.", "staff")
    return known
