"""The triage desk looks at what was held back, and may make a case of it after all."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import Any

from chalice.app import Chalice, Request

from intake.quarantine import held_contact
from intake.receiving import receive
from onestop.domain.errors import Fault, NotAllowed, NotValid
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.metrics import count
from onestop.runtime.web import Caller, current_request, page_size, query, route
from onestop.storage.arrivals import (
    KINDS,
    QUARANTINED,
    Arrival,
    arrivals_of,
    keep_released,
    load_arrival,
    place_of,
)
from onestop.storage.catalogue import current
from onestop.storage.looks import Look, record_look

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def add_routes(app: Chalice) -> None:
    """Declares the routes of the desk."""

    def list_arrivals() -> dict[str, Any]:
        """What came in during a month and became no case, by kind; codes only."""
        request = current_request(app)
        caller(request, "arrivals")
        kind = query(request, "kind") or QUARANTINED
        month = query(request, "month") or f"{time_of(request.headers.get(HEADER)):%Y-%m}"
        if kind not in KINDS:
            raise NotValid(Fault("kind", "there is no such kind", f"one of: {', '.join(KINDS)}"))
        if not MONTH.fullmatch(month):
            raise NotValid(Fault("month", "this is not a month", "YYYY-MM, such as 2026-11"))
        page = arrivals_of(kind, month, page_size(request), query(request, "cursor"))
        return {"kind": kind, "month": month, "arrivals": [view(each) for each in page.items], "cursor": page.cursor}

    def show_arrival(arrival: str) -> dict[str, Any]:
        """What was held back, in its own words. The look is recorded before anything is shown."""
        request = current_request(app)
        staff, found = caller(request, "arrivals"), load_arrival(QUARANTINED, arrival)
        at = time_of(request.headers.get(HEADER))
        record_look(f"ARRIVAL-{found.id}", Look(at=at, by=staff.actor, fields=("contact", "text")))
        held = held_contact(found.id)
        contact = {"name": held.name, "email": held.email, "phone": held.phone}
        enclosures = [{"name": each.name, "bytes": len(each.data)} for each in held.enclosures]
        return view(found) | {
            "subject": held.subject,
            "text": held.text,
            "contact": contact,
            "enclosures": enclosures,
        }

    def release(arrival: str) -> dict[str, Any]:
        """A person says that it is a need after all: it becomes a case, once."""
        request = current_request(app)
        staff, found = caller(request, "release"), load_arrival(QUARANTINED, arrival)
        if not found.released:
            at = time_of(request.headers.get(HEADER))
            received = receive(held_contact(found.id), current(), at, secrets.randbits, released=True)
            found = replace(found, released=received.reference, released_by=staff.actor)
            keep_released(found)
            count("ContactsReleased")
        return view(found)

    route(app, "GET", "/api/staff/arrivals", Caller.STAFF)(list_arrivals)
    route(app, "GET", "/api/staff/arrivals/{arrival}", Caller.STAFF)(show_arrival)
    route(app, "POST", "/api/staff/arrivals/{arrival}/release", Caller.STAFF)(release)


def caller(request: Request, act: str) -> Staff:
    """The member of staff who calls: of a role that may, and of the desk that looks at what nobody else does."""
    staff = staff_from(request.to_original_event())
    check_may(staff, act)
    if not (staff.reads_all or staff.works_for(current().jurisdiction["triage_agency"])):
        raise NotAllowed("Only the triage desk looks at what was held back.", "agency")
    return staff


def view(arrival: Arrival) -> dict[str, Any]:
    """A contact that became no case, as a list shows it."""
    return {
        "arrival": place_of(arrival),
        "kind": arrival.kind,
        "channel": arrival.channel,
        "at": arrival.at.isoformat(),
        "why": arrival.why,
        "reference": arrival.released or arrival.reference,
        "released_by": arrival.released_by,
        "details": dict(arrival.details),
    }
