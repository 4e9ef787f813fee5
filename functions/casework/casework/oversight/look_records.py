"""Records what staff see of more than one case at once: pages of lists, and searches for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onestop.contracts.addresses import plain_email
from onestop.contracts.phones import forms_of, normal_phone
from onestop.contracts.staff import PURPOSES
from onestop.domain.cases.case import Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotAllowed, NotValid, TooMany
from onestop.domain.people.identities import IdentityKind, identity_named
from onestop.domain.people.person import identity_of
from onestop.domain.staff.agency_rights import is_outsider
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.guards import GuardFailed
from onestop.storage.staff.looks import (
    Look,
    keep_audit_look,
    keep_look_at_page,
    keep_search,
    page_of_looks_for,
    page_of_looks_of,
)

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import LookShown, WideLook, WideLooks
    from onestop.contracts.answers.staff_work import TaskLine

SEARCHES = 60  # searches an hour: more than one person needs who answers calls
HOUR = 3600
AUDIT = "audit"
ORGANISATION = re.compile(r"[A-Za-z0-9](?:[ ./-]?[A-Za-z0-9]){3,39}")


def agency_of_look(staff: Staff, tasks: Iterable[Task] = ()) -> str | None:
    """Returns the agency for which somebody looks: one of theirs that has a task of the case, else one that they work
    for. Residents are told which department saw their data, and never which person."""
    theirs = sorted(staff.agencies)
    at_work = {task.agency for task in tasks}
    return next((agency for agency in theirs if agency in at_work), next(iter(theirs), None))


def note_page(staff: Staff, agency: str | None, lines: Sequence[TaskLine], at: datetime, where: str = "list") -> None:
    """Records who saw the words of which residents on a page of a list, or exported them as a table (`export`), before
    they are shown: one row a page."""
    cases = tuple(dict.fromkeys(line["reference"] for line in lines if line["summary"]))
    if cases:
        look = Look(at=at, by=staff.actor, fields=("description",), where=where, agency=agency, cases=cases)
        keep_look_at_page(look)


def note_search(
    staff: Staff,
    address: str | None,
    purpose: str | None,
    at: datetime,
    catalogue: Catalogue,
    fields: tuple[str, ...] = ("status",),
) -> tuple[str, ...]:
    """Records who searches for whom and for which purpose, before anything is read. Returns the identities by which the
    person is found. `fields` is what the searcher will be shown.

    Raises NotValid without a person or a purpose, TooMany for more searches than somebody who answers calls needs.
    """
    if is_outsider(staff.agencies, staff.roles, catalogue):
        raise NotAllowed("A contractor knows of its own tasks only, not of a person's cases.", "agency")
    faults = []
    if not is_address(address):
        faults.append(Fault("person", "this is neither an e-mail address nor a number", "one of the two, whole"))
    if purpose not in PURPOSES:
        faults.append(Fault("purpose", "say what for: it is kept for the auditor", f"one of: {', '.join(PURPOSES)}"))
    if faults:
        raise NotValid(*faults)
    identities = identities_of(address or "", catalogue)
    agency = agency_of_look(staff)
    look = Look(at=at, by=staff.actor, fields=fields, purpose=purpose, where="search", agency=agency)
    try:
        keep_search(look, identities[0], SEARCHES)
    except GuardFailed:
        wait = HOUR - (at.minute * 60 + at.second)
        detail = f"You have searched for {SEARCHES} people within this hour, the most there may be. Go on in the next."
        raise TooMany(detail, wait) from None
    return identities


def identities_of(said: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Returns the identities of an e-mail address, a telephone number or a business number, in each form. A number that
    could only be dialled within one town may be either of two numbers."""
    spelled = spellings_of(said, catalogue)
    found = tuple(identity_of(each, identity_key()) for each in spelled)
    if spelled != (said,) or not ORGANISATION.fullmatch(said.strip()):
        return found
    business = identity_named(IdentityKind.ORGANISATION, said, identity_key())
    return (business,) if any(map(str.isalpha, said)) else (*found, business)


def is_address(text: str | None) -> bool:
    """Says whether this may be an e-mail address or a telephone number."""
    return bool(text) and (sum(map(str.isdigit, text or "")) >= 5 or "@" in (text or ""))


def spellings_of(address: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Returns the forms in which somebody's address may be kept, the usual one first."""
    if "@" in address:
        return (plain_email(address),)
    phone = normal_phone(address, catalogue)
    if phone is None:
        return (address,)
    return tuple(forms_of(phone, catalogue))


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksQuestion:
    """A question about looks: of whom (`by`), at whom (`found`), in which month or ever (None); a page of it."""

    by: str | None
    found: str | None
    month: str | None
    limit: int
    cursor: str | None


def looks_report(asked: LooksQuestion, catalogue: Catalogue, own: str, at: datetime) -> WideLooks:
    """Returns for the auditor a page of what a member of staff saw in lists and searched for in a month (the present
    one), of who searched for a person (ever, or in a month), or of both; without either, of what the auditor (`own`)
    did. That it was read is recorded first. A page of both may be short: only its cursor says that it is the last."""
    page = asked.limit, asked.cursor
    if asked.found:
        identity = identity_of(spellings_of(asked.found, catalogue)[0], identity_key())
        keep_audit_look(look_at_looks(own, at, about_person_with(identity)), identity)
        shown = page_of_looks_for(identity, asked.month or "", *page)
        looks = [look for look in shown.items if asked.by is None or look.by == f"staff:{asked.by}"]
    else:
        whose = f"staff:{asked.by}" if asked.by else own
        keep_audit_look(look_at_looks(own, at, whose))
        shown = page_of_looks_of(whose, asked.month or f"{at:%Y-%m}", *page)
        looks = shown.items
    return {"looks": [wide_view(look) for look in looks], "cursor": shown.cursor}


def look_at_looks(by: str, at: datetime, about: str) -> Look:
    """Makes the look that records that somebody reads the records about somebody or something."""
    return Look(at=at, by=by, fields=("looks",), purpose=AUDIT, where=AUDIT, about=about)


def about_person_with(identity: str) -> str:
    """Returns how a look names a resident: by a keyed hash."""
    return f"person:{identity}"


def look_view(look: Look) -> LookShown:
    return {"at": look.at.isoformat(), "by": look.by, "fields": look.fields, "purpose": look.purpose}


def wide_view(look: Look) -> WideLook:
    """Returns the view of a look at more than one case."""
    return {**look_view(look), "where": look.where or "", "agency": look.agency, "cases": look.cases}
