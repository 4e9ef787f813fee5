"""The one door: a need becomes a case, in one transaction and without reading anything first."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

import msgspec

from intake.channels import CHANNELS
from intake.checking import check_need, is_turned, with_one_form
from intake.danger import danger_in, raise_alarm, say_first
from intake.limits import Counted, limits, too_many
from intake.waiting_room import PutAside, can_wait, put_aside
from onestop.contracts.api import CaseBody, ContactBody
from onestop.domain.cases.case import URGENT, Case, CaseFile, Place, Request
from onestop.domain.cases.change import Change, changed
from onestop.domain.cases.events import CaseOpened, Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.references import make_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict, KeyReused, TooMany
from onestop.domain.people.actor import Actor
from onestop.domain.people.person import Person
from onestop.domain.places.spots import spot_of
from onestop.runtime.keys import identity_key
from onestop.runtime.web import UNREACHABLE
from onestop.storage import cases
from onestop.storage.files import load_file
from onestop.storage.guards import Guard, GuardFailed
from onestop.storage.once import AlreadyDone, Once, fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case as it was opened, now or by the same command before."""

    reference: str
    service: str | None
    language: str
    opened_at: datetime
    hazard: str | None = None  # the danger that the need names: its resident is told the emergency number first


def open_case(
    body: CaseBody,
    catalogue: Catalogue,
    at: datetime,
    random_bits: Callable[[int], int],
    *,
    key: str | None = None,
    languages: tuple[str, ...] = (),
    brought: Request | None = None,
    by: str = Actor.RESIDENT,
    counted: Counted | None = None,
    guards: tuple[Guard, ...] = (),
) -> OpenedCase:
    """Opens a case for a need. Raises NotValid, KeyReused for a key that came with another need, TooMany for a sender
    who brings more than a person would, GuardFailed for another guard.

    `key` makes the same command have its effect once; `languages` are what the resident's device prefers; `brought` is
    what a channel knows of the contact beside the need; `counted` is who is limited, None for those who are trusted.
    While DynamoDB does not answer, the need is put aside and opened, under this same reference, as soon as it does.
    A need that names danger is urgent, and whoever is on duty hears of it.
    """
    check_need(body, catalogue)
    body = with_one_form(body, catalogue)
    contact = body.contact or ContactBody()
    danger = danger_in(body, catalogue)
    language = catalogue.language(body.language, contact.language, danger.language if danger else None, *languages)
    bits = bits_of(key) if key else random_bits  # the same command has the same reference, even if nothing can be read
    opened = OpenedCase(
        reference=make_reference(bits),
        service=body.service_code,
        language=language,
        opened_at=at,
        hazard=danger.code if danger else None,
    )
    person = person_of(contact, language, f"{random_bits(128):032x}", at)
    once = Once(
        key=f"open:{key}" if key else f"open:{random_bits(128):032x}",
        fingerprint=fingerprint(msgspec.json.encode(body, order="deterministic")),
        answer=msgspec.to_builtins(opened),
    )
    request = request_of(body, brought, catalogue)
    aside = PutAside(
        reference=opened.reference,
        change=first_change(opened, body, request, catalogue, person, by),
        request=request,
        person=person,
        once=once,
    )
    limited = limits(counted, person, body.channel, at) if counted else ()
    try:
        kept = keep_opened(aside, opened, (*limited, *guards))
    except TooMany as refused:
        if danger is None:
            raise
        raise TooMany(f"{say_first(danger.code, language, catalogue)} {refused}", refused.retry_after) from None
    if kept.hazard and kept.opened_at == at:
        raise_alarm(kept.hazard, body.channel, kept.reference)
    return kept


def keep_opened(aside: PutAside, opened: OpenedCase, guards: tuple[Guard, ...] = ()) -> OpenedCase:
    """Keeps a case that is ready to be opened; aside, if the table does not answer."""
    try:
        keep_now(aside, guards)
    except AlreadyDone as done:
        return msgspec.convert(done.answer, OpenedCase)
    except Conflict:  # the reference is there, the marker is not: the same key, long after
        if load_file(aside.reference).request != aside.request:
            raise KeyReused(aside.once.key) from None
    except GuardFailed as held:
        raise too_many(held, aside.change.at) from None
    except UNREACHABLE as error:
        if not can_wait():
            raise
        put_aside(aside, error)
    return opened


def keep_waiting(aside: PutAside) -> None:
    """Opens a case that was put aside, once however often it is tried. Raises while the table does not answer."""
    with suppress(AlreadyDone):
        keep_now(aside, ())


def keep_now(aside: PutAside, guards: tuple[Guard, ...]) -> None:
    person = aside.person
    identities = person.identities(identity_key()) if person else ()
    cases.open_case(aside.change, aside.request, person, aside.once, identities, guards)


def reference_of(key: str) -> str:
    """The reference that a command with this key has, whether its case is open yet or not."""
    return make_reference(bits_of(key))


def bits_of(key: str) -> Callable[[int], int]:
    """Bits that nobody can guess, and that are the same whenever the same key comes."""
    numbers = count()

    def bits(amount: int) -> int:
        mac = hmac.new(identity_key(), f"open:{next(numbers)}:{key}".encode(), hashlib.sha256)
        return int.from_bytes(mac.digest(), "big") >> (256 - amount)

    return bits


def first_change(
    opened: OpenedCase, body: CaseBody, request: Request, catalogue: Catalogue, person: Person | None, by: str
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
    )
    nothing = comparable(nothing, request, catalogue)
    begun = CaseFile(case=nothing, request=Request())
    return changed(begun, CaseOpened(service=body.service_code, hazard=opened.hazard), at=opened.opened_at, by=by)


def comparable(case: Case, request: Request, catalogue: Catalogue) -> Case:
    """The case as it is found by others that come at the same time, where its service compares needs."""
    service = catalogue.services.get(case.service or "")
    if service is None or "again" not in service:
        return case
    from onestop.domain.again.reading import likeness_of  # late: not all services compare needs

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
