"""Opens a case for an objection to a decision, linked with the first case: the same one however often it is asked for.
The person who objects has shown the link of the first case.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import Any

from intake.opening import open_case, reference_of
from onestop.contracts.api import CaseBody, ContactBody, PlaceBody
from onestop.contracts.phones import normal_phone
from onestop.contracts.read_contract import read_fields
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.request import Request
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.appeals import check_appeal, decided_task, deciders, link_appeal
from onestop.domain.errors import KeyReused
from onestop.domain.people.actor import Actor
from onestop.runtime.errands import Errand
from onestop.storage.cases.open_and_change import change_both
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once
from onestop.storage.people.contact_details import load_person


def open_appeal(errand: Errand) -> dict[str, Any]:
    """Opens the case of an objection, or returns the one that exists. Raises NotPossible."""
    catalogue, first = current(), load_file(errand.fields["reference"])
    decided = decided_task(first)
    key = f"appeal:{first.case.reference}:{decided.id if decided else ''}"
    reference = reference_of(key)
    if not any(link.reference == reference for link in first.case.links):
        check_appeal(first, catalogue, errand.at)
        place = first.request.place
        body = CaseBody(
            service_code=first.case.service,
            description=errand.fields["reason"],
            place=PlaceBody(lat=place.lat, long=place.long, address=place.address) if place else None,
            contact=contact_of(first, catalogue),
            channel=first.case.channel,  # type: ignore[arg-type]
            language=first.case.language,
            answers=dict(first.request.answers) or None,
        )
        brought = Request(
            appeals=first.case.reference, decided_by=deciders(first), application=first.request.application
        )
        with suppress(KeyReused):  # sent again with other words before the two were linked: the first words stay
            open_case(body, catalogue, errand.at, secrets.randbits, key=key, brought=brought)
    act = Act(catalogue, errand.at, Actor.RESIDENT)
    change_both(
        first.case.reference,
        reference,
        lambda _: None,
        lambda one, two: link_appeal(one, two, act),
        lambda _: Once(key=f"linked:{key}"),
    )
    return {"reference": reference}


def contact_of(first: CaseFile, catalogue: Catalogue) -> ContactBody | None:
    """How to reach the person who brought the first case, but for a number that is refused today: that case has it."""
    if first.case.person is None:
        return None
    person = load_person(first.case.person)
    phone = person.phone if person.phone and normal_phone(person.phone, catalogue) else None
    told = {"name": person.name, "email": person.email, "phone": phone, "prefer": person.prefers}
    known = {name: value for name, value in told.items() if value}
    return read_fields(known | ({"post": list(person.post)} if person.post else {}), ContactBody)
