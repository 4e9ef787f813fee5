"""The place of a need, from a form: a point, an address in words, a district from a list."""

from __future__ import annotations

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.runtime.pages.posted_forms import PostedForm
from onestop.storage.catalogue.gazetteer import places_in
from onestop.storage.catalogue.map_layers import layer

MOST_STREETS = 300


def number_in(text: str) -> float | None:
    """A coordinate as people and programs write it; None if it is not one."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None


def point_of(form: PostedForm) -> tuple[float, float] | None:
    """The point of a form: latitude and longitude, if both are possible numbers."""
    lat, long = number_in(form.get("lat", "")), number_in(form.get("long", ""))
    if lat is None or long is None or not (-90 <= lat <= 90 and -180 <= long <= 180):
        return None
    return lat, long


def spot_in_words(address: str, catalogue: Catalogue) -> tuple[float, float] | None:
    """The point of an address by the jurisdiction's own gazetteer, as routing will find it; None if it may be several
    places, or is only a street."""
    found = places_in(address, catalogue)
    sure = len(found) == 1 and found[0].exact and not found[0].line
    return (found[0].lat, found[0].long) if sure else None


def streets(catalogue: Catalogue, language: str) -> list[str]:
    """The names of the streets, as suggestions while typing; none if there are so many that the page would grow too
    large."""
    names = {catalogue.say(each["properties"]["name"], language) for each in layer(catalogue, "streets")}
    return sorted(names) if len(names) <= MOST_STREETS else []


def is_outside(form: PostedForm, catalogue: Catalogue) -> bool:
    """Tells whether a point is in none of our districts; a jurisdiction without districts has no border that we
    know."""
    point, boundaries = point_of(form), catalogue.release["boundaries"]
    return bool(point and boundaries["features"] and district_of(*point, boundaries) is None)


def districts(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    """The districts to choose from, by code and name, sorted by name."""
    features = catalogue.release["boundaries"]["features"]
    named = [(str(one["properties"]["code"]), catalogue.say(one["properties"]["name"], language)) for one in features]
    return sorted(named, key=lambda each: each[1])


def address_in(form: PostedForm, catalogue: Catalogue, language: str) -> str:
    """The address followed by the district, which is how routing reads it."""
    name = dict(districts(catalogue, language)).get(form.get("district", ""))
    return ", ".join(part for part in (form.get("address"), name) if part)
