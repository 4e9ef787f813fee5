"""The web form as a channel: what a resident typed becomes a CaseBody, and its faults become words for the resident.

It is part of intake, not of the portal: the form is one more channel, so it ends in the same `open_case`, and the
portal needs no right to write anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from intake.checking import check_need
from intake.web.case_acts.texts import PART
from intake.web.one_page.texts import FAULTS
from intake.web.report.places import address_in, number_in
from intake.web.report.questions import answers_in, question_fields
from intake.web.report.texts import FAULTS as STEP_FAULTS
from onestop.contracts.api import CaseBody, ContactBody, PlaceBody
from onestop.contracts.read_contract import read_fields
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.large_view import CHANNELS
from onestop.runtime.pages.posted_forms import FormField, faults_of, say_wrong

# the fields in the order of the form, and their names in the contract; the questions of the service come before "name"
FIELDS = tuple(
    FormField(name=name, faults=faults, words=words or name)
    for name, words, faults in (
        ("service", "", ("service_code",)),
        ("description", "", ("description",)),
        ("address", "", ("place", "place.address")),
        ("lat", "position", ("place.lat",)),
        ("long", "position", ("place.long",)),
        ("name", "", ("contact.name",)),
        ("email", "", ("contact.email",)),
        ("phone", "", ("contact.phone",)),
        ("language", "", ("language",)),
    )
)
BEFORE_QUESTIONS = 5


def read_need(form: Mapping[str, str], catalogue: Catalogue, language: str = "") -> CaseBody:
    """Reads the form into a request for a case; raises NotValid with all its faults at once."""
    place: dict[str, Any] = {
        "address": address_in(form, catalogue, language) or None,
        "lat": read_coordinate(form, "lat"),
        "long": read_coordinate(form, "long"),
    }
    sent: dict[str, Any] = {
        "service_code": form.get("service"),
        "description": form.get("description"),
        "place": {name: value for name, value in place.items() if value is not None} or None,
        "contact": {name: form[name] for name in ("name", "email", "phone") if form.get(name)} or None,
        "channel": CHANNELS.get(form["kiosk"], "kiosk") if form.get("kiosk") else "web",
        "language": form.get("language"),
        "answers": answers_in(form, catalogue) or None,
    }
    numbers = {name: value for name, value in place.items() if not isinstance(value, str) or name == "address"}
    unchecked = CaseBody(
        service_code=sent["service_code"] or None,
        description=sent["description"] or None,
        place=PlaceBody(**numbers) if sent["place"] else None,
        contact=ContactBody(**sent["contact"]) if sent["contact"] else None,
        answers=sent["answers"],
    )
    faults = [
        *faults_of(check_need, unchecked, catalogue),
        *(fault for piece in pieces(sent) for fault in faults_of(read_fields, piece, CaseBody)),
    ]
    if faults:
        raise NotValid(*faults)
    return read_fields(sent, CaseBody)


def read_coordinate(form: Mapping[str, str], name: str) -> float | str | None:
    """A coordinate, or what was typed instead of one, to be refused."""
    typed = form.get(name)
    if not typed:
        return None
    number = number_in(typed)
    return typed if number is None else number


def pieces(sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each field separately, because the contract stops at the first fault in an object, and a resident wants to know
    all."""
    for name, value in sent.items():
        if isinstance(value, dict):
            yield from ({name: {inner: text}} for inner, text in value.items())
        else:
            yield {name: value}


def say_faults(faults: tuple[Fault, ...], form: Mapping[str, str], visit: Visit) -> list[tuple[str, str]]:
    """The faults of the form, in the resident's language."""
    asked = question_fields(form.get("service"), visit.offer)
    fields = (*FIELDS[:BEFORE_QUESTIONS], *asked, *FIELDS[BEFORE_QUESTIONS:])
    return say_wrong(faults, fields, form, {**PART, **FAULTS, **STEP_FAULTS}, visit, otherwise="description")
