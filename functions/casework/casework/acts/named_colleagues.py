"""Colleagues who are named in a note: who they are, whether they may see the case, and how they learn of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from botocore.exceptions import BotoCoreError, ClientError

from casework.acts.carry_out import check_sees
from casework.staff.accounts import account_pool, find_account, names
from onestop.domain.cases.case import CaseFile
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.staff.named_colleagues import NamedInNote, names_in, with_named
from onestop.domain.staff.permissions import may
from onestop.domain.staff.sight import sight_of
from onestop.runtime.identity import Staff
from onestop.runtime.log import error_fields, logger
from onestop.storage.cases.read_case import load_file
from onestop.storage.staff.desk_sessions import change_sessions, load_sessions

MOST_IN_A_NOTE = 10


@dataclass(frozen=True, slots=True)
class NamedStaff:
    """The colleagues that a note names: ids of staff, and the names for which nobody was found who may see the case.
    `asked` says whether Cognito could answer."""

    people: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    asked: bool = True


NOBODY = NamedStaff()


def find_named(text: str, reference: str, staff: Staff, catalogue: Catalogue, at: datetime) -> NamedStaff:
    """Finds the colleagues that a note names: reads the case, then makes two calls to Cognito for each. Raises NotFound
    for a case that the writer may not see. Where there are no accounts, as in a test of pages, nobody is found."""
    if "@" not in text or account_pool() is None:
        return NOBODY
    known = names()
    found, unknown = names_in(text, known.values())
    if not found and not unknown:
        return NOBODY
    file = load_file(reference)
    check_sees(staff, file, catalogue, at)
    if not known:
        return NamedStaff(asked=False)
    if unknown or len(found) > MOST_IN_A_NOTE:
        return NamedStaff(unknown=tuple(unknown or found))
    people: list[str] = []
    try:
        for name in found:
            called = [id_ for id_, each in known.items() if each.lower() == name]
            seeing = [id_ for id_ in called if may_see(id_, file, catalogue, at)]
            people += seeing
            unknown += [] if seeing else [name]
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask who is named", **error_fields(error))
        return NamedStaff(asked=False)
    return NamedStaff(people=tuple(each for each in people if each != staff.id), unknown=tuple(unknown))


def may_see(staff: str, file: CaseFile, catalogue: Catalogue, at: datetime) -> bool:
    """Says whether somebody who can sign in may see a case."""
    placed = find_account(staff)
    if placed is None or not placed.account.enabled:
        return False
    roles = frozenset(placed.roles)
    return may(roles, "look") and sight_of(file, frozenset(placed.agencies), roles, catalogue, at) is not None


def tell_named(people: tuple[str, ...], named: NamedInNote) -> None:
    """Puts the case on each person's list: two calls a person. The list is kept with their sessions, which each of
    their pages reads anyway. Repeating it changes nothing."""
    for staff in people:
        change_sessions(load_sessions(staff), lambda known: replace(known, named=with_named(known.named, named)))
