"""The web form as a channel: what a resident typed becomes a CaseBody, and what is wrong with it becomes their words.

It lives in intake, not in the portal: the form is one more channel in, so it ends in the same `open_case`, and the
portal needs no right to write anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from intake.checking import check_need
from intake.web.report_texts import FAULTS
from onestop.contracts.api import CaseBody, ContactBody, PlaceBody
from onestop.contracts.reading import read_fields
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.forms import FormField, faults_of, say_wrong
from onestop.runtime.frame import Visit

# the fields in the order of the form, and what the contract calls them
FIELDS = tuple(
    FormField(name=name, faults=faults, words=name)
    for name, faults in (
        ("service", ("service_code",)),
        ("description", ("description",)),
        ("address", ("place", "place.address")),
        ("name", ("contact.name",)),
        ("email", ("contact.email",)),
        ("phone", ("contact.phone",)),
        ("language", ("language",)),
    )
)


def read_need(form: Mapping[str, str], catalogue: Catalogue) -> CaseBody:
    """Reads the form into a request for a case; raises NotValid with everything that is wrong with it at once."""
    sent: dict[str, Any] = {
        "service_code": form.get("service"),
        "description": form.get("description"),
        "place": {"address": form.get("address")} if form.get("address") else None,
        "contact": {name: form[name] for name in ("name", "email", "phone") if form.get(name)} or None,
        "language": form.get("language"),
    }
    unchecked = CaseBody(
        service_code=sent["service_code"] or None,
        description=sent["description"] or None,
        place=PlaceBody(**sent["place"]) if sent["place"] else None,
        contact=ContactBody(**sent["contact"]) if sent["contact"] else None,
    )
    faults = [
        *faults_of(check_need, unchecked, catalogue),
        *(fault for piece in pieces(sent) for fault in faults_of(read_fields, piece, CaseBody)),
    ]
    if faults:
        raise NotValid(*faults)
    return read_fields(sent, CaseBody)


def pieces(sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each field by itself: the contract stops at the first fault in an object, and a resident wants to know all."""
    for name, value in sent.items():
        if isinstance(value, dict):
            yield from ({name: {inner: text}} for inner, text in value.items())
        else:
            yield {name: value}


def say_faults(faults: tuple[Fault, ...], form: Mapping[str, str], visit: Visit) -> list[tuple[str, str]]:
    """What is wrong with the form, in the resident's language."""
    return say_wrong(faults, FIELDS, form, FAULTS, visit, otherwise="description")
