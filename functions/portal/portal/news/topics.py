"""What somebody wants to subscribe to, read from an address or from what a program sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Request

from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import is_near
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.letters.subscriptions import Topic, TopicKind
from onestop.domain.places.spots import is_public
from onestop.runtime.read_request import query
from onestop.storage.cases.public_fields import is_shown
from onestop.storage.cases.read_case import load_file
from portal.around.read_area import A_DEGREE_RIGHT, WITHIN, read_asked

if TYPE_CHECKING:
    from onestop.contracts.signed_in_requests import SubscriptionBody

NOTHING = "say what it is about"
ONE_OF = "lat and long, a district, a service, or the reference of a case"
HIDDEN = "There is no case of this reference in public lists."


def topic_asked(request: Request, catalogue: Catalogue) -> Topic:
    """The topic that an address names, as "around here" names places. Raises NotValid and NotFound."""
    if reference := query(request, "reference"):
        return case_topic(reference, catalogue)
    asked = read_asked(request, catalogue)
    if asked.place:
        return place_topic(*asked.place, asked.within, asked.service)
    return other_topic(asked.district, asked.service)


def topic_sent(body: SubscriptionBody, catalogue: Catalogue) -> Topic:
    """The topic that a program sent. Raises NotValid and NotFound."""
    if body.reference:
        return case_topic(body.reference, catalogue)
    codes = [feature["properties"]["code"] for feature in catalogue.release["boundaries"]["features"]]
    if body.district is not None and body.district not in codes:
        raise NotValid(Fault("district", "there is no such district", ", ".join(codes)))
    if body.service_code is not None and not is_public(catalogue.services.get(body.service_code)):
        raise NotValid(Fault("service_code", "there is no such service in public lists", "a code of GET /api/services"))
    if body.lat is None and body.long is None:
        return other_topic(body.district, body.service_code)
    if body.lat is None or body.long is None:
        raise NotValid(Fault("long" if body.long is None else "lat", "the other coordinate is missing", A_DEGREE_RIGHT))
    if not is_near(body.lat, body.long, catalogue.area):
        raise NotValid(Fault("lat", "this place is not in our area", A_DEGREE_RIGHT))
    return place_topic(body.lat, body.long, body.within or WITHIN, body.service_code)


def place_topic(lat: float, long: float, within: float, only: str | None) -> Topic:
    return Topic(kind=TopicKind.PLACE, lat=lat, long=long, within=within, only=only)


def other_topic(district: str | None, service: str | None) -> Topic:
    """A district, perhaps one service in it; else a service everywhere."""
    if district:
        return Topic(kind=TopicKind.DISTRICT, code=district, only=service)
    if service:
        return Topic(kind=TopicKind.SERVICE, code=service)
    raise NotValid(Fault("lat", NOTHING, ONE_OF))


def case_topic(reference: str, catalogue: Catalogue) -> Topic:
    """One case, if anybody may know that it exists: one Query."""
    known = read_reference(reference)
    case = load_file(known).case if known else None
    if case is None or not is_shown(case) or not is_public(catalogue.services.get(case.service or "")):
        raise NotFound(HIDDEN, "reference")
    return Topic(kind=TopicKind.CASE, code=case.reference)
