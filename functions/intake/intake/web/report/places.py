"""Where a need is, as a form says it: a point, an address in words, a district from a list."""

from __future__ import annotations

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.runtime.pages.posted_forms import PostedForm
from onestop.storage.catalogue.gazetteer import places_in
from onestop.storage.catalogue.map_layers import layer

MOST_STREETS = 300


def number_in(text: str) -> float | None:
    """A coordinate as people and programs write it; None for what is none."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None


def point_of(form: PostedForm) -> tuple[float, float] | None:
    """The point of a form: latitude and longitude, if both are numbers that can be."""
    lat, long = number_in(form.get("lat", "")), number_in(form.get("long", ""))
    if lat is None or long is None or not (-90 <= lat <= 90 and -180 <= long <= 180):
        return None
    return lat, long


def spot_in_words(address: str, catalogue: Catalogue) -> tuple[float, float] | None:
    """Where an address is by the jurisdiction's own gazetteer, as routing will find it; of what may be several places,
    and of a street alone, nobody knows."""
    found = places_in(address, catalogue)
    sure = len(found) == 1 and found[0].exact and not found[0].line
    return (found[0].lat, found[0].long) if sure else None


def streets(catalogue: Catalogue, language: str) -> list[str]:
    """The names of the streets to choose from as one types; none where they are so many that the page grows."""
    names = {catalogue.say(each["properties"]["name"], language) for each in layer(catalogue, "streets")}
    return sorted(names) if len(names) <= MOST_STREETS else []


def is_outside(form: PostedForm, catalogue: Catalogue) -> bool:
    """Whether a point lies in none of our districts; a jurisdiction without districts has no border that we know."""
    point, boundaries = point_of(form), catalogue.release["boundaries"]
    return bool(point and boundaries["features"] and district_of(*point, boundaries) is None)


def districts(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    """The districts to choose from, by code and name, in the order of their names."""
    features = catalogue.release["boundaries"]["features"]
    named = [(str(one["properties"]["code"]), catalogue.say(one["properties"]["name"], language)) for one in features]
    return sorted(named, key=lambda each: each[1])


def address_in(form: PostedForm, catalogue: Catalogue, language: str) -> str:
    """The address with the district behind it: that is how routing reads one."""
    name = dict(districts(catalogue, language)).get(form.get("district", ""))
    return ", ".join(part for part in (form.get("address"), name) if part)
