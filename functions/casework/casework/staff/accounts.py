"""Accounts of staff, as Cognito has them: who exists, in which groups, and the names that colleagues see.

A list is one call a page. Names change rarely and are needed on many pages, so they are cached for a few minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop.domain.people.actor import Actor, staff_actor
from onestop.runtime.clients import client
from onestop.runtime.identity import AGENCY, ROLE
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.storage.paging import ListPage

FRESH_SECONDS = 300.0
PAGES = 20  # pages of 60 people to read at most when looking up names
MOST = 60  # the most that Cognito lists at once

_names: dict[str, tuple[dict[str, str], float | None]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody's account: `id` is their name in events, `username` what they type, `status` is Cognito's."""

    id: str
    username: str
    email: str
    enabled: bool
    status: str


@dataclass(frozen=True, slots=True)
class PlacedAccount:
    """An account with its agencies and roles."""

    account: Account
    agencies: tuple[str, ...]
    roles: tuple[str, ...]


def account_pool() -> str | None:
    """Returns the user pool; None if there is none, as in a test of pages."""
    return setting("USER_POOL_ID", "") or None


def list_accounts(beginning: str = "", cursor: str | None = None) -> ListPage[Account]:
    """Returns one page of all accounts, or of those whose e-mail address has this beginning: one call."""
    known = account_pool()
    if known is None:
        return ListPage([], None)
    asked: dict[str, Any] = {"UserPoolId": known, "Limit": MOST}
    if beginning:
        asked["Filter"] = f'email ^= "{quoted(beginning)}"'
    if cursor:
        asked["PaginationToken"] = cursor
    said = client("cognito-idp").list_users(**asked)
    return ListPage([account_of(user) for user in said["Users"]], said.get("PaginationToken"))


def colleagues(agency: str, cursor: str | None = None) -> ListPage[Account]:
    """Returns one page of the people who work for an agency: one call. An agency that never had people has no group
    yet."""
    return in_group(f"{AGENCY}{agency}", cursor)


def in_group(group: str, cursor: str | None = None) -> ListPage[Account]:
    known = account_pool()
    if known is None:
        return ListPage([], None)
    cognito = client("cognito-idp")
    asked: dict[str, Any] = {"UserPoolId": known, "GroupName": group, "Limit": MOST}
    try:
        said = cognito.list_users_in_group(**asked, **({"NextToken": cursor} if cursor else {}))
    except cognito.exceptions.ResourceNotFoundException:
        return ListPage([], None)
    return ListPage([account_of(user) for user in said["Users"]], said.get("NextToken"))


def every_in_group(group: str) -> Iterator[Account]:
    """Yields all people in a group, as many as names are looked up for: one call for each 60."""
    cursor: str | None = None
    for _ in range(PAGES):
        page = in_group(group, cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def find_account(staff: str) -> PlacedAccount | None:
    """Finds one account by the id of its member of staff, with its groups: two calls."""
    known = account_pool()
    if known is None:
        return None
    cognito = client("cognito-idp")
    found = cognito.list_users(UserPoolId=known, Filter=f'sub = "{quoted(staff)}"', Limit=1)["Users"]
    if not found:
        return None
    account = account_of(found[0])
    said = cognito.admin_list_groups_for_user(UserPoolId=known, Username=account.username, Limit=MOST)
    groups = sorted(group["GroupName"] for group in said["Groups"])
    return PlacedAccount(account, tuple(without(groups, AGENCY)), tuple(without(groups, ROLE)))


def without(groups: list[str], kind: str) -> Iterator[str]:
    return (group.removeprefix(kind) for group in groups if group.startswith(kind))


def account_of(user: Mapping[str, Any]) -> Account:
    attributes = {each["Name"]: each["Value"] for each in user.get("Attributes", ())}
    return Account(
        id=attributes.get("sub") or user["Username"],
        username=user["Username"],
        email=attributes.get("email", ""),
        enabled=bool(user["Enabled"]),
        status=user["UserStatus"],
    )


def quoted(text: str) -> str:
    """Returns a text quoted for a filter of Cognito."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def names(clock: Callable[[], float] = time.monotonic) -> Mapping[str, str]:
    """Returns the names of members of staff, by their id: the part of their user name before the @. While Cognito
    does not answer, the earlier names remain."""
    kept, read_at = _names.get(account_pool() or "", ({}, None))
    if read_at is not None and clock() - read_at < FRESH_SECONDS:
        return kept
    try:
        kept = {account.id: short_name(account) for account in all_accounts()}
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask who works here", **error_fields(error))
    _names[account_pool() or ""] = kept, clock()
    return kept


def all_accounts() -> Iterator[Account]:
    """Yields the accounts, as many as names are looked up for: one call for each 60."""
    cursor: str | None = None
    for _ in range(PAGES):
        page = list_accounts(cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def short_name(account: Account) -> str:
    return account.username.partition("@")[0]


def name_of(by: str, known: Mapping[str, str]) -> str:
    """Returns who acted, by a name if there is one."""
    return known.get(by.removeprefix(f"{Actor.STAFF}:"), by)


def actor_named(text: str, known: Mapping[str, str]) -> str:
    """Returns the actor for a typed name or id, as rows name them."""
    wanted = text.strip().removeprefix(f"{Actor.STAFF}:")
    found = next((staff for staff, name in known.items() if name == wanted), wanted)
    return staff_actor(found)


def forget_names() -> None:
    """Clears this process's cache."""
    _names.clear()
