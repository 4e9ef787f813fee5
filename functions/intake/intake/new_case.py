"""What opening a case for a need creates: the case and its first event, the request, the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from intake.channels import CHANNELS
from intake.checking import is_turned
from onestop.contracts.api import CaseBody, ContactBody
from onestop.domain.cases.case import URGENT, Case, CaseFile, Place, Request
from onestop.domain.cases.change import Change, changed
from onestop.domain.cases.events import CaseOpened, Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.postal_address import read_post
from onestop.domain.people.person import Person
from onestop.domain.places.spots import spot_of

if TYPE_CHECKING:
    from intake.opening import OpenedCase


def first_change(
    opened: OpenedCase,
    body: CaseBody,
    request: Request,
    catalogue: Catalogue,
    person: Person | None,
    by: str,
    *,
    apart: bool = False,
) -> Change:
    nothing = Case(
        reference=opened.reference,
        version=0,
        status=Status.OPEN,
        channel=body.channel,
        language=opened.language,
        priority=URGENT if opened.hazard else "normal",
        opened_at=opened.opened_at,
        updated_at=opened.opened_at,
        catalogue=catalogue.version,
        service=body.service_code,
        person=person.id if person else None,
        hazard=opened.hazard,
        spot=spot_of(place_of(body), catalogue.area, exact=CHANNELS[body.channel].publishes),
        apart=apart,
    )
    nothing = comparable(nothing, request, catalogue)
    begun = CaseFile(case=nothing, request=Request())
    return changed(begun, CaseOpened(service=body.service_code, hazard=opened.hazard), at=opened.opened_at, by=by)


def comparable(case: Case, request: Request, catalogue: Catalogue) -> Case:
    """The case with what lets others that come at the same time find it, if its service compares needs."""
    service = catalogue.services.get(case.service or "")
    if service is None or "again" not in service or case.spot is None:
        return case
    from onestop.domain.again.read_likeness import likeness_of  # late: not all services compare needs

    return replace(case, likeness=likeness_of(request, service))


def place_of(body: CaseBody) -> Place | None:
    return Place(lat=body.place.lat, long=body.place.long, address=body.place.address) if body.place else None


def request_of(body: CaseBody, brought: Request | None, catalogue: Catalogue) -> Request:
    place = place_of(body)
    known = brought or Request()
    turned = place and is_turned(body, catalogue)
    doubt = (Reason("turned_place", (f"{place.lat:g}", f"{place.long:g}")),) if place and turned else ()
    return replace(
        known,
        doubts=(*known.doubts, *doubt),
        service=body.service_code,
        description=(body.description or "").strip(),
        place=place,
        answers=body.answers or {},
    )


def person_of(contact: ContactBody, language: str, person_id: str, at: datetime) -> Person | None:
    """The person to keep; None for a need without a name or address."""
    if not (contact.name or contact.email or contact.phone or contact.post or contact.organisation):
        return None
    return Person(
        id=person_id,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        organisation=contact.organisation,
        language=language,
        prefers=contact.prefer,
        since=at,
        post=read_post(contact.post or ()),
    )
