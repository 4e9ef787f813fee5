"""What a need must say before it can be worked on; all faults are reported at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from intake.channels import CHANNELS
from onestop.contracts.api import CaseBody
from onestop.contracts.phones import NORMAL, normal_phone
from onestop.contracts.read_contract import FORMS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import read_field
from onestop.domain.catalogue.results import read_filled
from onestop.domain.catalogue.whereabouts import is_turned_round
from onestop.domain.errors import Fault, NotValid
from onestop.domain.visible_words import shows_something

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service


def check_need(body: CaseBody, catalogue: Catalogue) -> None:
    """Refuses what cannot be worked on: no need at all, a service that we do not have, half a place."""
    faults = []
    if not body.service_code and not shows_something(body.description or ""):
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
    faults += turned_faults(body, catalogue)
    whole = CHANNELS[body.channel].whole  # by telephone or by post what is missing is asked for later
    if (
        service
        and whole
        and service["place"] == "required"
        and not (place and (place.lat is not None or place.address))
    ):
        faults.append(Fault("place", "this service needs a place", "lat and long, or an address"))
    faults += answer_faults(body, service, whole)
    faults += phone_faults(body, catalogue)
    if faults:
        raise NotValid(*faults)


def turned_faults(body: CaseBody, catalogue: Catalogue) -> list[Fault]:
    """Reports swapped coordinates, if somebody or their program can correct them."""
    if not (CHANNELS[body.channel].whole and is_turned(body, catalogue) and body.place):
        return []
    right = f"lat {body.place.long:g} and long {body.place.lat:g}"
    return [Fault("place.lat", "latitude and longitude seem to be the other way round", right)]


def is_turned(body: CaseBody, catalogue: Catalogue) -> bool:
    """Tells whether the coordinates of a need are swapped."""
    place = body.place
    if place is None or place.lat is None or place.long is None:
        return False
    return is_turned_round(place.lat, place.long, catalogue.area)


def phone_faults(body: CaseBody, catalogue: Catalogue) -> list[Fault]:
    """Reports a number that nobody could call from elsewhere, for a digit too few or too many or without its area, if
    somebody is there to correct it: we could not write to it, and its owner could not sign in with it."""
    phone = body.contact.phone if body.contact and CHANNELS[body.channel].corrects else None
    if not phone or normal_phone(phone, catalogue):
        return []
    wrong = "nobody could call this number from elsewhere: count its digits, and give its area code"
    return [Fault("contact.phone", wrong, FORMS["phone"])]


def answer_faults(body: CaseBody, service: Service | None, whole: bool) -> list[Fault]:
    """The faults in the answers to the questions of a service; without a service there are no questions yet."""
    if not service:
        return [Fault("answers", "there are no questions without a service", "a service_code")] if body.answers else []
    try:
        questions = [read_field(question) for question in service.get("questions", ())]
        read_filled(body.answers or {}, questions, "answers", whole=whole)
    except NotValid as error:
        return list(error.faults)
    return []


def with_one_form(body: CaseBody, catalogue: Catalogue) -> CaseBody:
    """A need with the resident's number in its normal form. Adapters have done this already; programs and forms have
    not."""
    contact = body.contact
    if contact is None or not contact.phone:
        return body
    if NORMAL.fullmatch(contact.phone) and not CHANNELS[body.channel].corrects:
        return body
    phone = normal_phone(contact.phone, catalogue) or contact.phone
    return msgspec.structs.replace(body, contact=msgspec.structs.replace(contact, phone=phone))
