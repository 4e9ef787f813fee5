"""The cases of people for whom somebody may act: a resident who has proved the address named in a mandate sees them, or
acts on them, as it allows and as long as it is valid. Each look is kept for the person whose cases they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from chalice.app import Response

from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.people.mandates import KIND_WORDS, MAY_WORDS, MOST, Mandate, MandateMay, in_force
from onestop.domain.people.protected_people import spelled
from onestop.domain.people.resident_sessions import IDLE
from onestop.domain.time.dates import say_calendar_day
from onestop.domain.translation import Phrase
from onestop.runtime import links
from onestop.runtime.kept_links import keep_secret
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.contact_details import load_people, newest_of_forms
from onestop.storage.people.mandates import mandates_for, mandates_of
from onestop.storage.people.protections import find_protection
from onestop.storage.staff.looks import Look, keep_look, keep_look_of_person
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, moment_of
from portal.my.texts import MY, OTHERS
from portal.my.who_saw import REPRESENTATIVE

EACH = 40  # cases of one person, the newest


@dataclass(frozen=True, slots=True)
class ActedFor:
    """Somebody for whom one may act, with their cases, the newest first."""

    mandate: Mandate
    cases: tuple[Case, ...]


def people_represented(resident: Resident, catalogue: Catalogue, at: datetime) -> Iterator[ActedFor]:
    """Yields those for whom the signed-in resident may act today: a Query for each form of their address, and for each
    person a Query for each form of theirs and two calls."""
    found = [each for identity in resident.identities(catalogue) for each in mandates_of(identity)]
    for mandate in in_force(found, today_of(catalogue, at))[:MOST]:
        yield ActedFor(mandate, tuple(cases_of(mandate)))


def cases_of(mandate: Mandate) -> list[Case]:
    """The cases of the represented person: not those of others in their household, and none of anyone who is
    protected."""
    brought = dict(islice(newest_of_forms(mandate.represented).items(), EACH))
    people = load_people([person for person in brought.values() if person]) if brought else []
    theirs = {
        person.id
        for person in people
        if spelled(person.name) == spelled(mandate.represented_name) and not person.protected_at
    }
    wanted = [reference for reference, person in brought.items() if person in theirs]
    cases = load_cases(wanted) if wanted else []
    return sorted(cases, key=lambda case: (case.opened_at, case.reference), reverse=True)


def today_of(catalogue: Catalogue, at: datetime) -> date:
    return at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()


def show_others(visit: Visit, resident: Resident) -> Response:
    """Shows for whom they may act, and the status of those cases; each of those people gets a record of the look."""
    at = moment_of(visit.request)
    others: list[dict[str, Any]] = []
    for each in people_represented(resident, visit.offer, at):
        if each.cases:
            look = Look(at=at, by=REPRESENTATIVE, fields=("status",), where="search")
            keep_look_of_person(look, each.mandate.represented[0])
        others.append(
            {
                "name": each.mandate.represented_name,
                "as_what": visit.say(KIND_WORDS[each.mandate.kind]),
                "until": visit.say(OTHERS["until"]).format(day=say_calendar_day(each.mandate.last, visit.language)),
                "acts": each.mandate.may is MandateMay.ACT,
                "cases": [
                    {
                        "reference": case.reference,
                        "name": visit.offer.name_of("service", case.service, visit.language) or case.reference,
                        "status": case.status,
                        "status_name": visit.say(STATUS_WORDS[case.status]),
                    }
                    for case in each.cases
                ],
            }
        )
    title = visit.say(OTHERS["title"])
    acting = [say_acting(each, visit.say, visit.language) for each in representatives_of(resident, visit.offer, at)]
    return show(visit, TEMPLATES, "my_others.html", title, "/my/others", {**MY, **OTHERS}, others=others, acting=acting)


def representatives_of(resident: Resident, catalogue: Catalogue, at: datetime) -> list[Mandate]:
    """Who may act for the people who brought cases with the proven address: two Queries for each form of it. If a
    protected person shares the address with others, nobody is shown."""
    found = [
        each
        for identity in resident.identities(catalogue)
        if (known := find_protection(identity)) is None or known.own
        for each in mandates_for(identity)
    ]
    return in_force(found, today_of(catalogue, at))


def say_acting(mandate: Mandate, say: Callable[[Phrase], str], language: str) -> str:
    return say(OTHERS["acts_for_you"]).format(
        name=mandate.holder_name,
        represented=mandate.represented_name,
        kind=say(KIND_WORDS[mandate.kind]),
        may=say(MAY_WORDS[mandate.may]),
        day=say_calendar_day(mandate.last, language),
    )


def open_others(visit: Visit, resident: Resident, reference: str) -> Response:
    """Leads to the page of a case of somebody for whom one acts, as to one's own, with a pass that stops working once
    the mandate has ended."""
    known, at = read_reference(reference), moment_of(visit.request)
    acting = (each for each in people_represented(resident, visit.offer, at) if each.mandate.may is MandateMay.ACT)
    mandate = next((each.mandate for each in acting if any(case.reference == known for case in each.cases)), None)
    if not known or mandate is None:
        raise NotFound("There is no such case on which you may act.", "reference")
    keep_look(known, Look(at=at, by=REPRESENTATIVE, fields=("description", "place")))
    answer = go_to(f"/track/{known}", visit.language)
    own = links.pass_of(known, mandate.holder, mandate.since)
    answer.headers["Set-Cookie"] = [keep_secret(known, own, seconds=int(IDLE.total_seconds()))]
    return answer
