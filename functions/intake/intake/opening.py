"""The one door: a need becomes a case, in one transaction and without reading anything first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from onestop.contracts.api import CaseBody, ContactBody
from onestop.domain.cases import RESIDENT, Case, CaseFile, Change, Place, Request, changed
from onestop.domain.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.domain.events import CaseOpened
from onestop.domain.lifecycle import Status
from onestop.domain.people import Person
from onestop.domain.plans import read_field
from onestop.domain.references import make_reference
from onestop.domain.results import read_filled
from onestop.runtime import links
from onestop.storage import cases
from onestop.storage.once import AlreadyDone, Once, fingerprint

ANSWERED_WHOLE = ("web", "mobile", "kiosk", "counter", "partner")  # channels on which a form shows what is required


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case as it was opened, now or by the same command before."""

    reference: str
    service: str | None
    language: str
    opened_at: datetime


def open_case(
    body: CaseBody,
    catalogue: Catalogue,
    at: datetime,
    random_bits: Callable[[int], int],
    *,
    key: str | None = None,
    languages: tuple[str, ...] = (),
) -> Opened:
    """Opens a case for a need. Raises NotValid, or KeyReused for a key that came with another need.

    `key` makes the same command have its effect once; `languages` are what the resident's device prefers.
    """
    check_need(body, catalogue)
    contact = body.contact or ContactBody()
    language = catalogue.language(body.language, contact.language, *languages)
    opened = Opened(reference=make_reference(random_bits), service=body.service_code, language=language, opened_at=at)
    person = person_of(contact, language, f"{random_bits(128):032x}", at)
    once = Once(
        key=f"open:{key}" if key else f"open:{random_bits(128):032x}",
        fingerprint=fingerprint(msgspec.json.encode(body)),
        answer=msgspec.to_builtins(opened),
    )
    try:
        change, request = first_change(opened, body, catalogue, person), request_of(body)
        cases.open_case(change, request, person, once, person.identities(links.key()) if person else ())
    except AlreadyDone as done:
        return msgspec.convert(done.answer, Opened)
    return opened


def check_need(body: CaseBody, catalogue: Catalogue) -> None:
    """Refuses what cannot be worked on: no need at all, a service we do not have, half a place."""
    faults = []
    if not body.service_code and not (body.description or "").strip():
        faults.append(
            Fault("description", "there is neither a service nor a description", "say what you need in words")
        )
    service = catalogue.services.get(body.service_code or "")
    if body.service_code and not service:
        faults.append(
            Fault("service_code", f"there is no service {body.service_code!r}", "a code from GET /api/services")
        )
    place = body.place
    if place and (place.lat is None) != (place.long is None):
        missing = "lat" if place.lat is None else "long"
        faults.append(Fault(f"place.{missing}", "one coordinate is missing", "both lat and long, or neither"))
    if service and service["place"] == "required" and not (place and (place.lat is not None or place.address)):
        faults.append(Fault("place", "this service needs a place", "lat and long, or an address"))
    faults += answer_faults(body, service)
    if faults:
        raise NotValid(*faults)


def answer_faults(body: CaseBody, service: Mapping[str, Any] | None) -> list[Fault]:
    """What is wrong with the answers to the questions of a service; without a service there are no questions yet."""
    if not service:
        return [Fault("answers", "there are no questions without a service", "a service_code")] if body.answers else []
    try:
        # by telephone or by post not everything is known at once: what is missing is asked for later
        whole = body.channel in ANSWERED_WHOLE
        questions = [read_field(question) for question in service.get("questions", ())]
        read_filled(body.answers or {}, questions, "answers", whole=whole)
    except NotValid as error:
        return list(error.faults)
    return []


def first_change(opened: Opened, body: CaseBody, catalogue: Catalogue, person: Person | None) -> Change:
    nothing = Case(
        reference=opened.reference,
        version=0,
        status=Status.OPEN,
        channel=body.channel,
        language=opened.language,
        priority="normal",
        opened_at=opened.opened_at,
        updated_at=opened.opened_at,
        catalogue=catalogue.version,
        service=body.service_code,
        person=person.id if person else None,
    )
    begun = CaseFile(case=nothing, request=request_of(body))
    return changed(begun, CaseOpened(service=body.service_code), at=opened.opened_at, by=RESIDENT)


def request_of(body: CaseBody) -> Request:
    place = Place(lat=body.place.lat, long=body.place.long, address=body.place.address) if body.place else None
    return Request(
        service=body.service_code, description=(body.description or "").strip(), place=place, answers=body.answers or {}
    )


def person_of(contact: ContactBody, language: str, person_id: str, at: datetime) -> Person | None:
    """The person to keep; None for a need brought without saying who."""
    if not (contact.name or contact.email or contact.phone):
        return None
    return Person(
        id=person_id,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=language,
        prefers=contact.prefer,
        since=at,
    )
