"""The pages about accounts of staff. The views read the forms; `administration.change_accounts` does and records it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chalice.app import Response

from casework.administration import change_accounts
from casework.administration.change_accounts import known_account
from casework.pages.administration.texts import DONE, ROLES, TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff.accounts import Account, PlacedAccount, account_pool, colleagues, list_accounts
from onestop.domain.errors import NotPossible, NotValid
from onestop.storage.paging import ListPage

HOME = "/desk/administration"
STAFF = f"{HOME}/staff/{{staff}}"
ACT = "administer"


@page("GET", HOME, ACT)
def show_staff(visit: DeskVisit) -> Response:
    """Shows the accounts: a page at a time, of one agency or by the beginning of their address: one call."""
    return show_list(visit)


@page("POST", HOME, ACT)
def invite(visit: DeskVisit) -> Response:
    """Invites somebody, or shows the form again with what is wrong in it."""
    form = visit.form
    try:
        staff = change_accounts.invite(
            form.text("email"), form.texts("agencies"), form.texts("roles"), visit.staff, visit.at, visit.offer
        )
    except NotValid as wrong:
        return show_list(visit, errors_of(visit, wrong))
    except NotPossible as wrong:
        if wrong.field != "email":
            raise
        return show_list(visit, [("email", visit.say(TEXTS["has_account"]))])
    return go_to(f"{HOME}/staff/{staff}", done="invited")


@page("GET", STAFF, ACT)
def show_account(visit: DeskVisit, staff: str) -> Response:
    """Shows one account, with its agencies and roles: two calls."""
    return show_one(visit, known_account(staff))


@page("POST", STAFF, ACT)
def place(visit: DeskVisit, staff: str) -> Response:
    """Gives somebody other agencies and roles."""
    placed, form = known_account(staff), visit.form
    agencies, roles = form.texts("agencies"), form.texts("roles")
    try:
        change_accounts.place(staff, agencies, roles, visit.staff, visit.at, visit.offer)
    except NotValid as wrong:
        return show_one(visit, PlacedAccount(placed.account, (*agencies,), (*roles,)), errors_of(visit, wrong))
    except NotPossible as wrong:
        if wrong.field != "roles":
            raise
        return show_one(visit, placed, [("roles", visit.say(TEXTS["last_administrator"]))])
    return go_to(f"{HOME}/staff/{staff}", done="placed")


@page("POST", f"{STAFF}/disabling", ACT)
def disable(visit: DeskVisit, staff: str) -> Response:
    """Stops somebody from signing in."""
    placed = known_account(staff)
    try:
        change_accounts.disable(staff, visit.staff, visit.at)
    except NotPossible as wrong:
        words = "last_administrator" if wrong.field == "roles" else "yourself"
        return show_one(visit, placed, [("disable", visit.say(TEXTS[words]))])
    return go_to(f"{HOME}/staff/{staff}", done="disabled")


@page("POST", f"{STAFF}/enabling", ACT)
def enable(visit: DeskVisit, staff: str) -> Response:
    """Lets somebody sign in again."""
    change_accounts.enable(staff, visit.staff, visit.at)
    return go_to(f"{HOME}/staff/{staff}", done="enabled")


def show_list(visit: DeskVisit, errors: list[tuple[str, str]] | None = None) -> Response:
    agency, beginning, cursor = (visit.asked(name) for name in ("agency", "beginning", "cursor"))
    read = colleagues(agency, cursor or None) if agency else list_accounts(beginning.strip().lower(), cursor or None)
    found: ListPage[Account] = read
    return show(
        visit,
        "administration/accounts.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        accounts=found.items,
        cursor=found.cursor or "",
        agency=agency,
        beginning=beginning,
        has_pool=account_pool() is not None,
        email=visit.form.text("email"),
        **choices(visit, visit.form.texts("agencies"), visit.form.texts("roles")),
    )


def show_one(visit: DeskVisit, placed: PlacedAccount, errors: list[tuple[str, str]] | None = None) -> Response:
    done = visit.asked("done")
    return show(
        visit,
        "administration/account.html",
        placed.account.username,
        TEXTS,
        409 if errors else 200,
        errors=errors,
        account=placed.account,
        own=placed.account.id == visit.staff.id,
        done=visit.say(TEXTS[f"done_{done}"]) if done in DONE else "",
        **choices(visit, placed.agencies, placed.roles),
    )


def choices(visit: DeskVisit, agencies: Collection[str], roles: Collection[str]) -> dict[str, Any]:
    """Returns the boxes to tick: (code, name, whether it is ticked)."""
    named = ((code, visit.offer.name_of("agency", code, visit.language)) for code in visit.offer.agencies)
    return {
        "agency_boxes": [(code, name, code in agencies) for code, name in named],
        "role_boxes": [(role, visit.say(words), role in roles) for role, words in ROLES.items()],
    }


def errors_of(visit: DeskVisit, wrong: NotValid) -> list[tuple[str, str]]:
    return [(fault.field, visit.say(TEXTS[f"{fault.field}_wrong"])) for fault in wrong.faults]
