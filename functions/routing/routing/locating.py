"""Where a need is, as far as we know: found before anything is decided, so that deciding needs no lookups.

A new source of knowledge about places (a register of addresses, an inventory of street furniture, ownership of land)
fills a field of `LocatedPlace` here, however slowly; the rules still only see facts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.domain.catalogue.whereabouts import LocatedPlace, is_near

if TYPE_CHECKING:
    from onestop.domain.places.find_place import FoundPlace
    from onestop.domain.places.gazetteer import Gazetteer
    from onestop.domain.places.zones import Zones

AT_A_POINT = ("point", "interpolated", "crossing")  # precise enough for a point; a landmark may be as large as a park
DISTRICTS = "boundaries"  # the layer of the districts, named after its file


def locate(
    place: Place | None,
    catalogue: Catalogue,
    words: str = "",
    gazetteer: Callable[[], Gazetteer] | None = None,
    zones: Callable[[], Zones] | None = None,
) -> LocatedPlace:
    """Finds what we know about a place. Coordinates count more than an address, and an address more than the other
    words of a need: a point outside every district has none, whatever the words say."""
    boundaries = catalogue.release["boundaries"]
    if place is not None and place.lat is not None and place.long is not None:
        far = not is_near(place.lat, place.long, catalogue.area)
        here = LocatedPlace(district=district_of(place.lat, place.long, boundaries), far=far)
        return in_zones(here, place.lat, place.long, catalogue, zones)
    address = (place.address if place else None) or ""
    named = district_named(address, boundaries)
    found = find_in(address or words, gazetteer)
    there = [each for each in found if named and named in districts_of(each, boundaries)] or found
    if not there:
        return LocatedPlace(district=named)
    districts = {district for each in there for district in districts_of(each, boundaries)}
    located = LocatedPlace(
        district=named or (districts.pop() if len(districts) == 1 else None),
        precision=precision_of(there),
        names=tuple(dict.fromkeys(name for each in there for name in each.names)) if len(there) == 1 else (),
        choices=tuple(each.name for each in there) if len(there) > 1 or not there[0].exact else (),
    )
    if located.choices or there[0].line:  # nobody knows where exactly
        return located
    point = (there[0].lat, there[0].long)
    return in_zones(
        replace(located, point=point if located.precision in AT_A_POINT else None), *point, catalogue, zones
    )


def in_zones(
    located: LocatedPlace, lat: float, long: float, catalogue: Catalogue, zones: Callable[[], Zones] | None
) -> LocatedPlace:
    """Adds the zones that contain the point of a place. On the border of two districts the first by code is taken, so
    that the same place is always in the same one; both are in `zones`."""
    if zones is None or located.far:
        return located
    found = zones().at(lat, long)
    districts = [zone.code for zone in found.get(DISTRICTS, ())]
    rows = {layer: found[layer][0].row for layer in ("neighbours", "water") if layer in found and not districts}
    language = catalogue.jurisdiction["default_language"]
    neighbour = rows.get("neighbours")
    return replace(
        located,
        district=located.district if located.district in districts else next(iter(districts), located.district),
        zones={layer: tuple(dict.fromkeys(zone.code for zone in each)) for layer, each in found.items()},
        neighbour=(
            (
                catalogue.say(neighbour["name"], language),
                *(neighbour[way] for way in ("phone", "address") if way in neighbour),
            )
            if neighbour
            else ()
        ),
        neighbour_code=neighbour["code"] if neighbour else None,
        neighbour_takes=neighbour.get("services", {}) if neighbour and "open311" in neighbour else {},
        water=catalogue.say(rows["water"]["name"], language) if "water" in rows else None,
    )


def find_in(text: str, gazetteer: Callable[[], Gazetteer] | None) -> list[FoundPlace]:
    """Finds the places that words name, if there is a gazetteer."""
    if not text.strip() or gazetteer is None:
        return []
    from onestop.domain.places.find_place import find_places  # late: most needs come with a point

    return find_places(text, gazetteer())


def districts_of(found: FoundPlace, boundaries: Mapping[str, Any]) -> set[str | None]:
    """The districts in which a place may be: a street may cross several, and then nobody knows which is meant."""
    points = found.line or ((found.lat, found.long),)
    return {district_of(lat, long, boundaries) for lat, long in points}


def precision_of(found: list[FoundPlace]) -> str:
    """How exactly a place is known; `several` if it is not known which is meant."""
    if len(found) > 1 or not found[0].exact:
        return "several"
    return "off_street" if found[0].off_street else found[0].precision


def district_named(address: str, boundaries: Mapping[str, Any]) -> str | None:
    """Returns the code of the one district whose name, in any language, is a whole part of an address between commas:
    "3 Elm Lane, Old Town" is there, "3 Old Town Road" may be anywhere. None if no district is named, or several are."""
    parts = {plain(part) for part in address.replace("，", ",").replace("\n", ",").split(",")}
    named = {
        str(feature["properties"]["code"])
        for feature in boundaries["features"]
        if parts & {plain(name) for name in feature["properties"]["name"].values()}
    }
    return named.pop() if len(named) == 1 else None


def plain(text: str) -> str:
    """Normalises a name for comparison: spaces and capitals make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
