"""What the world may know about a case, in the fields of GeoReport.

People who bring a need over Open311 know that its words, place and picture are published; people who write an e-mail,
call or send a letter do not: for such a case the service, the status, the times and the rough place are published. For
a service that the catalogue keeps private, only the status, and only to somebody who knows the id. Never a name, an
address of a person or a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from intake.channels import CHANNELS
from intake.open311.pictures import is_public_picture
from intake.open311.services import public_code
from intake.open311.times import w3c
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.cases.case import Case, Request
from onestop.domain.cases.event_words import STATUS_WORDS, WAITING_WORDS
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import ABOUT_100_METRES, is_public

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import GeoReportStatus, Open311Published
    from onestop.domain.catalogue.service import Service

ENDED = (Status.RESOLVED, Status.CLOSED)  # the work is done; GeoReport knows only open and closed
UNKNOWN_SERVICE = "unknown"  # a need in words whose service nobody has found yet


@dataclass(frozen=True, slots=True)
class HowMuchTold:
    """How much of a case is published: its words and exact place, its rough place, or only its status."""

    words: bool
    place: bool


def what_may_be_published(case: Case, catalogue: Catalogue) -> HowMuchTold:
    """How much of a case its channel and its service let us publish."""
    rules = CHANNELS.get(case.channel)
    public = is_listed(case, catalogue)
    return HowMuchTold(words=public and bool(rules and rules.publishes), place=public)


def is_listed(case: Case, catalogue: Catalogue) -> bool:
    """Tells whether a case appears in lists, counts and updates at all."""
    return is_public(catalogue.services.get(case.service or "")) and not case.protected


def public_id(case: Case, request: Request) -> str:
    """The id of a case: its reference, or the id that it had in the system that it was imported from."""
    return request.external_id or case.reference


def status_of(case: Case) -> GeoReportStatus:
    """GeoReport's status of a case."""
    return "closed" if case.status in ENDED else "open"


def closed_at(case: Case) -> datetime | None:
    """When the work on a case ended."""
    return (case.closed_at or case.updated_at) if case.status in ENDED else None


def published(case: Case, request: Request, catalogue: Catalogue, language: str) -> Open311Published:
    """A case as a GeoReport request."""
    service = catalogue.services.get(case.service or "")
    told = what_may_be_published(case, catalogue)
    lat, long = place_of(request, told)
    return {
        "service_request_id": public_id(case, request),
        "status": status_of(case),
        "status_notes": notes_on(case, catalogue, language),
        "service_name": catalogue.say(service["name"], language) if service else case.service,
        "service_code": public_code(service) if service else case.service or UNKNOWN_SERVICE,
        "description": request.description[:DESCRIPTION_LENGTH] if told.words else None,
        "agency_responsible": catalogue.name_of("agency", case.agency, language) or None,
        "service_notice": catalogue.say(service["next"], language) if service and status_of(case) == "open" else None,
        "requested_datetime": w3c(case.opened_at),
        "updated_datetime": w3c(closed_at(case) or case.updated_at),
        "expected_datetime": w3c(case.due_at),
        "address": request.place.address if told.words and request.place else None,
        "address_id": None,
        "zipcode": None,
        "lat": lat,
        "long": long,
        "media_url": picture_of(request, told),
    }


def picture_of(request: Request, told: HowMuchTold) -> str | None:
    """The address of a picture on another server, if it may be published."""
    return request.media_url if told.words and request.media_url and is_public_picture(request.media_url) else None


def notes_on(case: Case, catalogue: Catalogue, language: str) -> str:
    """The status of a case, in words."""
    waits = case.waiting_since and status_of(case) == "open"
    return catalogue.say(WAITING_WORDS if waits else STATUS_WORDS[case.status], language)


def place_of(request: Request, told: HowMuchTold) -> tuple[float | None, float | None]:
    """The coordinates as they are published; a search by place uses these too, because otherwise it would reveal
    more."""
    place = request.place
    if not told.place or place is None or place.lat is None or place.long is None:
        return None, None
    if told.words:
        return place.lat, place.long
    return round(place.lat, ABOUT_100_METRES), round(place.long, ABOUT_100_METRES)


def name_of_question(code: str, service: Service | None, catalogue: Catalogue, language: str) -> str:
    """A question in words; its code if the catalogue no longer asks it."""
    questions = service.get("questions", ()) if service else ()
    known = next((each for each in questions if each["code"] == code), None)
    return catalogue.say(known["name"], language) if known else code
