"""The triage desk looks at what was held back, and makes a case of it after all or decides that it is no need."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalice.app import Chalice, Request

from intake.incoming import Incoming
from intake.quarantine import held_contact
from intake.receiving import receive
from onestop.contracts.staff import DismissalBody
from onestop.domain.errors import Fault, NotAllowed, NotPossible, NotValid
from onestop.domain.people.person import identity_of
from onestop.domain.people.protected_people import sees_protected
from onestop.domain.time.days_asked import is_month
from onestop.runtime.clock import asked_at
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.keys import identity_key
from onestop.runtime.metrics import count
from onestop.runtime.read_request import json_body, page_size, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.arrivals import (
    KINDS,
    QUARANTINED,
    Arrival,
    arrivals_of,
    keep_looked_at,
    load_arrival,
    place_of,
)
from onestop.storage.people.protections import find_protection
from onestop.storage.staff.looks import Look, keep_look

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import ArrivalLine, Arrivals, ArrivalShown, EnclosureShown
    from onestop.contracts.answers.staff_case import ContactDetails


def add_routes(app: Chalice) -> None:
    """Declares the routes of the desk."""

    def list_arrivals() -> Arrivals:
        """What came in during a month and became no case, by kind; codes only."""
        request = current_request(app)
        staff, month = staff_from(request.to_original_event()), query(request, "month") or f"{moment_of(request):%Y-%m}"
        kind = query(request, "kind") or QUARANTINED
        return list_of(staff, kind, month, page_size(request), query(request, "cursor"))

    def show_arrival(arrival: str) -> ArrivalShown:
        """What was held back, in its own words. The look is recorded before anything is shown."""
        request = current_request(app)
        return look_at(staff_from(request.to_original_event()), arrival, moment_of(request))

    def release(arrival: str) -> ArrivalLine:
        """A person says that it is a need after all: it becomes a case, once."""
        request = current_request(app)
        return release_one(staff_from(request.to_original_event()), arrival, moment_of(request))

    def dismiss(arrival: str) -> ArrivalLine:
        """A person says that it is no need, or takes that back; it is kept for the same time as any other."""
        request = current_request(app)
        staff = staff_from(request.to_original_event())
        check_desk(staff, "release")
        return dismiss_one(staff, arrival, dismissed=not json_body(request, DismissalBody).undone)

    route(app, "GET", "/api/staff/arrivals", Caller.STAFF)(list_arrivals)
    route(app, "GET", "/api/staff/arrivals/{arrival}", Caller.STAFF)(show_arrival)
    route(app, "POST", "/api/staff/arrivals/{arrival}/release", Caller.STAFF)(release)
    route(app, "POST", "/api/staff/arrivals/{arrival}/dismissal", Caller.STAFF)(dismiss)


def moment_of(request: Request) -> datetime:
    return asked_at(request.headers)


def check_desk(staff: Staff, act: str) -> None:
    """Refuses anyone without a role that may do this, or outside the desk that handles what nobody else does."""
    check_may(staff, act)
    if not (staff.reads_all or staff.works_for(current().jurisdiction["triage_agency"])):
        raise NotAllowed("Only the triage desk looks at what was held back.", "agency")


def list_of(staff: Staff, kind: str, month: str, limit: int, cursor: str | None) -> Arrivals:
    """A page of what came in during a month and became no case: one Query."""
    check_desk(staff, "arrivals")
    if kind not in KINDS:
        raise NotValid(Fault("kind", "there is no such kind", f"one of: {', '.join(KINDS)}"))
    if not is_month(month):
        raise NotValid(Fault("month", "this is not a month", "YYYY-MM, such as 2026-11"))
    page = arrivals_of(kind, month, limit, cursor)
    return {"kind": kind, "month": month, "arrivals": [view(each) for each in page.items], "cursor": page.cursor}


def look_at(staff: Staff, place: str, at: datetime) -> ArrivalShown:
    """What was held back, in its own words; the look is recorded first."""
    check_desk(staff, "arrivals")
    found = load_arrival(QUARANTINED, place)
    keep_look(f"ARRIVAL-{found.id}", Look(at=at, by=staff.actor, fields=("contact", "text")))
    held = held_contact(found.id)
    contact: ContactDetails = {"name": held.name, "email": held.email, "phone": held.phone}
    if not sees_protected(staff.agencies, staff.roles, current()) and is_protected(held):
        contact |= {"email": None, "phone": None}
    enclosures: list[EnclosureShown] = [{"name": each.name, "bytes": len(each.data)} for each in held.enclosures]
    return {
        **view(found),
        "subject": held.subject,
        "text": held.text,
        "contact": contact,
        "enclosures": enclosures,
    }


def is_protected(held: Incoming) -> bool:
    """Tells whether what was held back has an address of a protected person: a Query for each."""
    said = filter(None, (held.email, held.phone, held.author))
    return any(find_protection(identity_of(each, identity_key())) for each in said)


def release_one(staff: Staff, place: str, at: datetime) -> ArrivalLine:
    """Makes a case of what was held back, once."""
    check_desk(staff, "release")
    found = load_arrival(QUARANTINED, place)
    if not found.released:
        received = receive(held_contact(found.id), current(), at, secrets.randbits, released=True)
        found = replace(found, released=received.reference, released_by=staff.actor, dismissed_by=None)
        keep_looked_at(found)
        count("ContactsReleased")
    return view(found)


def dismiss_one(staff: Staff, place: str, *, dismissed: bool) -> ArrivalLine:
    """Marks that what was held back is no need, or takes the mark away. It is kept for the same time as any other, and
    may still be released."""
    check_desk(staff, "release")
    found = load_arrival(QUARANTINED, place)
    if found.released:
        raise NotPossible("A case was made of it already.", "arrival")
    if dismissed != bool(found.dismissed_by):
        found = replace(found, dismissed_by=staff.actor if dismissed else None)
        keep_looked_at(found)
    return view(found)


def view(arrival: Arrival) -> ArrivalLine:
    """A contact that became no case, as a list shows it."""
    return {
        "arrival": place_of(arrival),
        "kind": arrival.kind,
        "channel": arrival.channel,
        "at": arrival.at.isoformat(),
        "why": arrival.why,
        "reference": arrival.released or arrival.reference,
        "released_by": arrival.released_by,
        "dismissed_by": arrival.dismissed_by,
        "details": dict(arrival.details),
    }
