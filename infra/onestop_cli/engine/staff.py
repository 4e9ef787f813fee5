"""Sample staff accounts for an embedded run: somebody for each agency, and the other roles at the triage desk."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop_cli.private_file import write_private_file

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike

USUAL_ROLE = {"department": "clerk", "contractor": "contractor", "system": "system"}  # by kind of agency


@dataclass(frozen=True)
class StaffAccount:
    """One person's way in: what they type, and what they may do for whom."""

    username: str
    password: str
    agency: str
    role: str

    @property
    def groups(self) -> tuple[str, str]:
        return f"agency:{self.agency}", f"role:{self.role}"

    @property
    def works(self) -> bool:
        """Return whether this member of staff does the tasks of their agency."""
        return self.role in USUAL_ROLE.values()


def make_password() -> str:
    """Make a random password that meets the usual rules (lower, upper, digit, sign) and can be typed."""
    parts = ("".join(secrets.choice(CHARACTERS) for _ in range(6)) for _ in range(3))
    return f"{'-'.join(parts)}-{secrets.choice('abc')}{secrets.choice('XYZ')}{secrets.choice('789')}"


def plan_accounts(release: Release, known: dict[str, str]) -> list[StaffAccount]:
    """Decide which accounts a jurisdiction's sample staff has; ``known`` passwords (by username) are kept."""
    jurisdiction = release["jurisdiction"]
    triage = jurisdiction["triage_agency"]
    roles = [(agency["code"], USUAL_ROLE[agency["kind"]]) for agency in release["agencies"]]
    roles += [(triage, role) for role in ("supervisor", "reception", "administrator", "auditor")]
    accounts = []
    for agency, role in roles:
        username = f"{agency}.{role}@{jurisdiction['code']}.example"
        accounts.append(StaffAccount(username, known.get(username) or make_password(), agency, role))
    return accounts


def read_accounts(path: Path) -> list[StaffAccount]:
    """Read the accounts made by an earlier start; none at the first."""
    try:
        return [StaffAccount(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def create_accounts(cognito: Any, pool: str, release: Release, path: Path) -> list[StaffAccount]:
    """See to it that the sample staff can sign in; at a later start only what is missing is made."""
    earlier = {account.username: account.password for account in read_accounts(path)}
    accounts = plan_accounts(release, earlier)
    write_private_file(path, json.dumps([asdict(account) for account in accounts], indent=1))
    groups = {group for account in accounts for group in account.groups}
    for group in sorted(groups - set(_names(cognito, pool, "list_groups", "Groups", "GroupName"))):
        cognito.create_group(UserPoolId=pool, GroupName=group)
    existing = set(_names(cognito, pool, "list_users", "Users", "Username"))
    existing |= {
        attribute["Value"]
        for user in _entries(cognito, pool, "list_users", "Users")
        for attribute in user.get("Attributes", [])
        if attribute["Name"] == "email"
    }
    for account in accounts:
        if account.username not in existing:
            _create_account(cognito, pool, account)
        if account.username not in existing or account.username not in earlier:
            cognito.admin_set_user_password(
                UserPoolId=pool, Username=account.username, Password=account.password, Permanent=True
            )
    return accounts


def _create_account(cognito: Any, pool: str, account: StaffAccount) -> None:
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=account.username,
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": account.username},
            {"Name": "email_verified", "Value": "true"},
        ],
    )
    for group in account.groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=account.username, GroupName=group)


def _entries(cognito: Any, pool: str, listing: str, field: str) -> list[dict[str, Any]]:
    pages = cognito.get_paginator(listing).paginate(UserPoolId=pool)
    return [entry for page in pages for entry in page[field]]


def _names(cognito: Any, pool: str, listing: str, field: str, name: str) -> list[str]:
    return [entry[name] for entry in _entries(cognito, pool, listing, field)]
