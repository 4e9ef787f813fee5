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
from onestop.runtime.frame import Visit

# the field of the contract -> the field of the form
FIELDS: Mapping[str, str] = {
    "service_code": "service",
    "description": "description",
    "place": "address",
    "place.address": "address",
    "contact.name": "name",
    "contact.email": "email",
    "contact.phone": "phone",
    "language": "language",
}


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
    faults = [*faults_of(check_need, unchecked, catalogue)]
    for piece in pieces(sent):
        faults.extend(faults_of(read_fields, piece, CaseBody))
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


def faults_of(check: Any, *arguments: Any) -> Iterator[Fault]:
    try:
        check(*arguments)
    except NotValid as error:
        yield from error.faults


def say_faults(faults: tuple[Fault, ...], form: Mapping[str, str], visit: Visit) -> list[tuple[str, str]]:
    """What is wrong, in the order of the form: each field once, with words in the resident's language."""
    fields = dict.fromkeys(FIELDS.get(fault.field, "description") for fault in faults)
    order = list(dict.fromkeys(FIELDS.values()))
    return [
        (field, visit.say(FAULTS[f"{'wrong' if form.get(field) else 'missing'}_{field}"]))
        for field in sorted(fields, key=order.index)
    ]
