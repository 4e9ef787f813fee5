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

from intake.checking import check_need, with_one_form
from intake.chosen_before import as_chosen
from intake.danger import danger_in, raise_alarm, say_first
from intake.limits import CountedSender, limits, too_many
from intake.new_case import first_change, person_of, request_of
from intake.waiting_room import PutAside, can_wait, put_aside
from onestop.contracts.api import CaseBody, ContactBody
from onestop.domain.cases.case import Request
from onestop.domain.cases.references import make_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict, KeyReused, TooMany
from onestop.domain.people.actor import Actor
from onestop.domain.people.chosen_preferences import addresses_in_order
from onestop.domain.people.person import Person
from onestop.runtime.keys import identity_key
from onestop.runtime.web import UNREACHABLE
from onestop.storage.cases import open_and_change
from onestop.storage.cases.read_case import load_file
from onestop.storage.guards import Guard, GuardFailed
from onestop.storage.once import AlreadyDone, Once, request_fingerprint
from onestop.storage.people.alike import alike_rows
from onestop.storage.people.chosen_preferences import GUARD as CHOSEN
from onestop.storage.people.chosen_preferences import nothing_chosen
from onestop.storage.people.contact_details import OWN
from onestop.storage.people.protections import GUARD as PROTECTED
from onestop.storage.people.protections import find_protection, found_by, nobody_protected
from onestop.storage.tables import PersonRow


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
    counted: CountedSender | None = None,
    guards: tuple[Guard, ...] = (),
    apart: bool = False,
) -> OpenedCase:
    """Opens a case for a need. Raises NotValid, KeyReused for a key that came with another need, TooMany for a sender
    who brings more than a person would, GuardFailed for another guard.

    `key` makes the same command have its effect once; `languages` are what the resident's device prefers; `brought` is
    what a channel knows about the contact in addition to the need; `counted` is whose limit applies, None for trusted
    senders; `apart` says that the resident saw the reports nearby, and theirs is another need. While DynamoDB does not
    answer, the need is put aside and opened, under this same reference, as soon as it does. A need that names a danger
    is urgent, and the staff on duty are alerted.
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
        fingerprint=request_fingerprint(msgspec.json.encode(body, order="deterministic")),
        answer=msgspec.to_builtins(opened),
    )
    request = request_of(body, brought, catalogue)
    aside = PutAside(
        reference=opened.reference,
        change=first_change(opened, body, request, catalogue, person, by, apart=apart),
        request=request,
        person=person,
        once=once,
        says_language=bool(body.language or contact.language),
    )
    limited = limits(counted, person, body.channel, at) if counted else ()
    try:
        kept = keep_opened_case(aside, opened, (*limited, *guards))
    except TooMany as refused:
        if danger is None:
            raise
        raise TooMany(f"{say_first(danger.code, language, catalogue)} {refused}", refused.retry_after) from None
    if kept.hazard and kept.opened_at == at:
        raise_alarm(kept.hazard, body.channel, kept.reference)
    return kept


def keep_opened_case(aside: PutAside, opened: OpenedCase, guards: tuple[Guard, ...] = ()) -> OpenedCase:
    """Stores a case that is ready to be opened; puts it aside if the table does not answer."""
    try:
        keep_now(aside, guards)
    except AlreadyDone as done:
        return msgspec.convert(done.answer, OpenedCase)
    except Conflict:  # the reference exists, the marker does not: the same key, long after
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


def keep_now(aside: PutAside, guards: tuple[Guard, ...], chosen: Person | None = None) -> None:
    """Stores a case. The same transaction checks whether its resident is protected, and whether anything was `chosen`
    for their address: then it is done again with the person who came of it."""
    person = chosen or aside.person
    identities = person.identities(identity_key()) if person else ()
    unsaid = nothing_chosen(addresses_in_order(person, identity_key())) if person and not chosen else ()
    try:
        free = nobody_protected(identities)
        alike = found_alike(person) if person else ()
        open_and_change.open_case(
            aside.change, aside.request, person, aside.once, identities, (*guards, *free, *unsaid), beside=alike
        )
    except GuardFailed as held:
        if held.name not in (PROTECTED, CHOSEN) or aside.person is None:
            raise
        if held.name == PROTECTED:
            keep_protected(aside, aside.person, identities, guards)
        else:
            keep_now(aside, guards, as_chosen(aside.person, says_language=aside.says_language))


def found_alike(person: Person) -> tuple[PersonRow, ...]:
    """The rows by which the desk finds people who may be this person; none for a protected one."""
    from onestop.domain.people.alike import (  # late: not needed if nobody gives a name
        alike_by,
        home_of,
    )

    key = identity_key()
    return tuple(alike_rows(person.id, (*alike_by(person, key), *home_of(person, key))))


def keep_protected(aside: PutAside, person: Person, identities: tuple[str, ...], guards: tuple[Guard, ...]) -> None:
    """Stores a case that came from an address of a protected person: handled like theirs, whoever in the household
    wrote it."""
    change = replace(aside.change, case=replace(aside.change.case, protected=True))
    hidden = replace(person, protected_at=aside.change.at)
    found = found_by({identity: find_protection(identity) for identity in identities})
    own = [identity for identity, by in found.items() if by == OWN]  # what others of the home chose is not theirs
    hidden = as_chosen(hidden, own, says_language=aside.says_language)
    open_and_change.open_case(change, aside.request, hidden, aside.once, identities, guards, found)


def reference_of(key: str) -> str:
    """The reference that belongs to the key of a command, whether its case is open yet or not."""
    return make_reference(bits_of(key))


def bits_of(key: str) -> Callable[[int], int]:
    """Random-looking bits that nobody can guess, and that are always the same for the same key."""
    numbers = count()

    def bits(amount: int) -> int:
        mac = hmac.new(identity_key(), f"open:{next(numbers)}:{key}".encode(), hashlib.sha256)
        return int.from_bytes(mac.digest(), "big") >> (256 - amount)

    return bits
