"""What a reader asks "around here" for: a place and how far around it, or a district; perhaps one service only."""

from __future__ import annotations

from dataclasses import dataclass

from chalice.app import Request

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import is_near
from onestop.domain.errors import Fault, NotValid
from onestop.domain.places.spots import is_public
from onestop.runtime.read_request import query
from onestop.storage.catalogue.gazetteer import places_in

WITHIN = 300.0  # metres: a short walk
FURTHEST = 500.0
SEVERAL = "this may be several places"
A_DEGREE_RIGHT = "degrees of WGS84, such as 44.62"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAsked:
    """A place, or a district, or neither: then nothing is searched."""

    lat: float | None = None
    long: float | None = None
    within: float = WITHIN
    district: str | None = None
    service: str | None = None
    text: str = ""  # an address or a landmark as it was typed
    cursor: str | None = None

    @property
    def place(self) -> tuple[float, float] | None:
        """The place, if one was named."""
        return (self.lat, self.long) if self.lat is not None and self.long is not None else None

    @property
    def anything(self) -> bool:
        """Tells whether there is something to search for."""
        return self.place is not None or self.district is not None

    def fields(self) -> dict[str, str]:
        """The same as a query, for the addresses of its feeds and of the next page."""
        pairs = {
            "lat": None if self.lat is None else f"{self.lat:g}",
            "long": None if self.long is None else f"{self.long:g}",
            "within": None if self.within == WITHIN or not self.place else f"{self.within:g}",
            "district": self.district,
            "service": self.service,
            "q": self.text or None,
        }
        return {name: value for name, value in pairs.items() if value}


def read_asked(request: Request, catalogue: Catalogue, *, anywhere: bool = False) -> AreaAsked:
    """Reads what a request asks for. An address counts before a district, and a district before coordinates, because a
    form keeps the coordinates of the page before. `anywhere` accepts a place outside the jurisdiction too: a program
    finds nothing there, while a person has made a mistake. Raises NotValid, with the field and what would be right."""
    text = (query(request, "q") or "").strip()[:200]
    lat, long = number(request, "lat", most=90), number(request, "long", most=180)
    if (lat is None) != (long is None):
        raise NotValid(Fault("long" if long is None else "lat", "the other coordinate is missing", A_DEGREE_RIGHT))
    if text:
        lat, long = place_in(text, catalogue)
    if lat is not None and long is not None and not (anywhere or is_near(lat, long, catalogue.area)):
        raise NotValid(Fault("lat", "this place is not in our area", A_DEGREE_RIGHT))
    within = number(request, "within")
    if within is not None and not 0 < within <= FURTHEST:
        raise NotValid(Fault("within", "this is no distance that we look at", f"up to {FURTHEST:g} metres"))
    district, service = query(request, "district"), query(request, "service")
    codes = [feature["properties"]["code"] for feature in catalogue.release["boundaries"]["features"]]
    if district is not None and district not in codes:
        raise NotValid(Fault("district", "there is no such district", ", ".join(codes)))
    if service is not None and not is_public(catalogue.services.get(service)):
        raise NotValid(Fault("service", "there is no such service in public lists", "a code of GET /api/services"))
    by_district = district is not None and not text
    return AreaAsked(
        lat=None if by_district else lat,
        long=None if by_district else long,
        within=within or WITHIN,
        district=district if by_district else None,
        service=service,
        text=text,
        cursor=query(request, "cursor"),
    )


def place_in(text: str, catalogue: Catalogue) -> tuple[float, float]:
    """The one place that an address means. Nothing is guessed: if it may be several, the reader is asked which."""
    found = places_in(text, catalogue)
    if not found:
        raise NotValid(Fault("q", "we know no such address", "a street with a number, or a landmark"))
    if len(found) > 1:
        raise NotValid(Fault("q", SEVERAL, "; ".join(each.name for each in found)))
    return found[0].lat, found[0].long


def number(request: Request, name: str, most: float = FURTHEST) -> float | None:
    """A number of the query; much of the world writes a decimal comma."""
    said = query(request, name)
    if said is None:
        return None
    try:
        value = float(said.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:  # also refuses nan
        raise NotValid(Fault(name, "this is not a number", A_DEGREE_RIGHT))
    return value
