"""All that is kept about the signed-in resident, to download: one file for machines (`docs/people.md` explains each
field) and one to read, in their language. It holds what came with the proven address or number, and nothing of
others who wrote in its cases; notes of staff, which may be about others, are given out by a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec
from chalice.app import Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import name_of_language
from onestop.domain.letters.postal_address import hint_at
from onestop.domain.people.chosen_preferences import is_shown
from onestop.domain.people.consents import purposes_of
from onestop.domain.people.person import Person, identity_of
from onestop.domain.people.resident_sessions import masked_address
from onestop.domain.time.dates import say_date, say_moment
from onestop.runtime.keys import identity_key
from onestop.runtime.pages.frame import Visit, show
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.subscriptions import subscriptions_of
from onestop.storage.people.chosen_preferences import find_chosen
from onestop.storage.people.consents import load_consents
from onestop.storage.people.contact_details import load_person
from portal.case.letters_view import WAYS
from portal.my.case_data import applications_in, case_data
from portal.my.cases import Own, own_cases
from portal.my.household import said_of_home
from portal.my.known_by import known_data, people_in
from portal.my.others import representatives_of, say_acting
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, moment_of
from portal.my.suggestions import declared
from portal.my.texts import CONSENTS, DATA, OTHERS, SUGGESTED
from portal.my.who_saw import ALL, seen_by

FORMAT = "onestop-own/1"
NOT_SHOWN = {"language": None, "prefers": None, "preferences": None}  # what was chosen for somebody else's address


def send_data(visit: Visit, resident: Resident) -> Response:
    """Sends the file for machines."""
    body = json.dumps(data_of(resident, visit.offer, visit.language, moment_of(visit.request)), ensure_ascii=False)
    headers: dict[str, str | list[str]] = {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="my-data.json"',
    }
    return Response(body=body, headers=headers)


def send_readable(visit: Visit, resident: Resident) -> Response:
    """Sends the same to read: a page that needs no other file, so it can be kept and printed."""
    data = data_of(resident, visit.offer, visit.language, moment_of(visit.request))
    zone = visit.offer.jurisdiction["time_zone"]
    answer = show(
        visit,
        TEMPLATES,
        "my_data_all.html",
        visit.say(DATA["all"]),
        "/my/data/read",
        {**DATA, "consents": CONSENTS["title"], "acting": OTHERS["acting"], "declared": SUGGESTED["title"]},
        data=data,
        people=said_people(data["people"], visit),
        moment=lambda at: say_moment(datetime.fromisoformat(at), zone, visit.language) if at else "",
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.html"'
    return answer


def data_of(resident: Resident, catalogue: Catalogue, language: str, at: datetime) -> dict[str, Any]:
    """All data by kind: a few Queries for each case. `more` says that there are older cases than were read."""
    own, identities = own_cases(resident, catalogue), resident.identities(catalogue)
    references = [case.reference for case in own.cases]
    wholes = [load_whole(reference) for reference in references]
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "address": resident.session.address,
        "people": list(people_of(own, identities)),
        "chosen": chosen_by(resident),
        "known_by": list(known_data(people_in(own), identities, catalogue, language)),
        "household": said_of_home(people_in(own)),
        "cases": [case_data(whole, catalogue, language) for whole in wholes],
        "more": own.more,
        "applications": list(applications_in(wholes, catalogue, language)),
        "looks": looks_of(references, identities, catalogue, language),
        "subscriptions": [msgspec.to_builtins(each) for identity in identities for each in subscriptions_of(identity)],
        "consents": list(consents_of(identities, catalogue, language)),
        "declared": declared(identities, catalogue, language),
        "acting": [
            say_acting(each, lambda said: catalogue.say(said, language), language)
            for each in representatives_of(resident, catalogue, at)
        ],
    }


def people_of(own: Own, identities: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The people who brought the cases, each once. An address that was not proved just now is only hinted at, because
    it may belong to another member of the household."""
    for id_ in sorted(set(filter(None, own.people.values()))):
        person: Person = load_person(id_)
        yield {
            "name": person.name,
            "email": shown(person.email, identities),
            "phone": shown(person.phone, identities),
            "post": hint_at(person.post) or None,
            "language": person.language,
            "prefers": person.prefers,
            "app": person.device is not None,
            "preferences": msgspec.to_builtins(person.preferences),
        } | ({} if is_shown(person, identities) else NOT_SHOWN)


def chosen_by(resident: Resident) -> dict[str, Any] | None:
    """What was chosen for the proved address, for all its cases: one Query."""
    chosen = find_chosen(resident.address_identity)
    return msgspec.to_builtins(chosen) if chosen else None


def said_people(people: Sequence[dict[str, Any]], visit: Visit) -> list[dict[str, str]]:
    """The same in words; people with the same data are listed once."""
    said: list[dict[str, str]] = []
    for each in people:
        words = {name: each[name] or "" for name in ("name", "email", "phone", "post")}
        words["language"] = name_of_language(each["language"]) if each["language"] else ""
        words["prefers"] = visit.say(WAYS[each["prefers"]]) if each["prefers"] in WAYS else ""
        if words not in said:
            said.append(words)
    return said


def shown(address: str | None, identities: Sequence[str]) -> str | None:
    if not address:
        return None
    return address if identity_of(address, identity_key()) in identities else masked_address(address)


def consents_of(identities: Sequence[str], catalogue: Catalogue, language: str) -> Iterator[dict[str, Any]]:
    """What they agreed to and what they withdrew, the newest first; without which of us wrote it down for them."""
    purposes, zone = purposes_of(catalogue), catalogue.jurisdiction["time_zone"]
    said = {(each.purpose, each.at): each for each in load_consents(identities)}  # each once
    for each in said.values():
        name = catalogue.say(purposes[each.purpose]["name"], language) if each.purpose in purposes else each.purpose
        words = catalogue.say(CONSENTS["given" if each.given else "withdrawn"], language)
        when = say_date(each.at, zone, language)
        yield {
            "purpose": each.purpose,
            "given": each.given,
            "at": each.at.isoformat(),
            "said": f"{name}: {words.format(when=when)}",
        }


def looks_of(
    references: Sequence[str], identities: Sequence[str], catalogue: Catalogue, language: str
) -> list[dict[str, Any]]:
    """Which department saw what, when, what for and by which law, as on `/my/seen`, but of all the cases."""
    looks = seen_by(references, identities, catalogue, language, len(references), ALL)
    return [{**asdict(each), "at": each.at.isoformat()} for each in looks]
