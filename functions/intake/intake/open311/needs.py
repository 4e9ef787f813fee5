"""A posted form as a need: GeoReport's name for each field, and all faults at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.checking import check_need
from intake.open311.answers import read_answers
from intake.open311.forms import Open311Form
from intake.open311.jurisdictions import check_jurisdiction
from intake.open311.overlong import shortened, too_long
from intake.open311.pictures import is_public_picture
from intake.open311.refusing import Complaint, RequestRefused, complaints_of
from intake.open311.services import find_service
from onestop.contracts.api import CaseBody, ContactBody, PlaceBody
from onestop.contracts.read_contract import read_fields
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotValid

CHANNEL = "open311"
NO_PIN = "#NOTPINPOINTED#"  # FixMyStreet's mark for a resident who did not choose a point on the map
SOMEWHERE = {"lat": 0.0, "long": 0.0}  # in place of coordinates about which there is a complaint already


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedNeed:
    """What was posted: the need, what does not fit its description, and the first picture linked from elsewhere."""

    body: CaseBody
    rest: str
    media_url: str | None


def read_need(form: Open311Form, catalogue: Catalogue, *complaints: Complaint) -> PostedNeed:
    """Reads a form; raises RequestRefused with all its faults, including `complaints` from before."""
    code = form.first("service_code")
    service = find_service(code, catalogue) if code else None
    pictures = list(dict.fromkeys(form.every("media_url")))
    shown = [link for link in pictures if is_public_picture(link)]
    # a case keeps one picture address; the others become words, and what must not be public goes to staff only
    media_url = next(iter(shown), None)
    described = form.every("description")
    kept, rest = shortened("\n".join((*described, *shown[1:])))
    rest = "\n".join(filter(None, (rest, *(link for link in pictures if link not in shown))))
    place = place_of(form)
    sent = {
        "service_code": service and service["code"],
        "description": kept,
        "place": place,
        "contact": contact_of(form),
        "channel": CHANNEL,
        "answers": read_answers(form.attributes(), service, catalogue) if service else {},
    }
    wrong = [
        *complaints,
        *complaints_from(check_jurisdiction, form.first("jurisdiction_id"), catalogue),
        *([] if service else [no_service(code)]),
        *too_long(*described, *pictures),
        *(complaint for piece in pieces(sent) for complaint in complaints_from(read_fields, piece, CaseBody)),
        *(complaints_from(check_need, unchecked(sent), catalogue) if service else ()),
    ]
    if wrong:
        raise RequestRefused(*dict.fromkeys(wrong))
    return PostedNeed(body=read_fields(sent, CaseBody), rest=rest, media_url=media_url)


def no_service(code: str | None) -> Complaint:
    return (
        Complaint(404, f"service_code: there is no service {code[:100]!r}")
        if code
        else Complaint(400, "service_code required")
    )


def place_of(form: Open311Form) -> dict[str, Any]:
    """The place. 0, 0 is what a telephone sends if it does not know where it is; that point is in the sea."""
    address = form.first("address_string", "address") or form.first("address_id")
    place: dict[str, Any] = {"address": address} if address and address != NO_PIN else {}
    coordinates = {name: number(text) for name in ("lat", "long") if (text := form.first(name))}
    return place if coordinates == SOMEWHERE else place | coordinates


def number(text: str) -> float | str:
    """A coordinate; what is not a number stays text, and gets a complaint as such."""
    try:
        value = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return text
    return value if math.isfinite(value) else text


def contact_of(form: Open311Form) -> dict[str, str]:
    """The contact data of the sender, as far as given."""
    name = " ".join(filter(None, (form.first("first_name"), form.first("last_name"))))
    said = {"name": name, "email": form.first("email"), "phone": form.first("phone")}
    return {field: value for field, value in said.items() if value}


def pieces(sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each field separately, because the contract stops at the first fault in an object, and a client wants to know
    all."""
    for name, value in sent.items():
        if name in ("place", "contact"):
            yield from ({name: {inner: each}} for inner, each in value.items())
        else:
            yield {name: value}


def unchecked(sent: Mapping[str, Any]) -> CaseBody:
    """The need as it is checked when a case is opened, even if the contract refuses some of its fields."""
    place = sent["place"]
    if any(isinstance(place.get(name), str) for name in SOMEWHERE):
        place = place | SOMEWHERE
    return CaseBody(
        service_code=sent["service_code"],
        description=sent["description"],
        place=PlaceBody(**place) if place else None,
        contact=ContactBody(**sent["contact"]),
        channel=sent["channel"],
        answers=sent["answers"],
    )


def complaints_from(check: Callable[..., Any], *arguments: Any) -> list[Complaint]:
    """Runs a check and returns its complaints."""
    try:
        check(*arguments)
    except RequestRefused as refused:
        return list(refused.complaints)
    except NotValid as error:
        return complaints_of(error.faults)
    return []
