"""Where a need is, as far as we know: found before anything is decided, so that deciding looks nothing up.

Whoever learns more of places (a register of addresses, a list of what stands in the streets, whose land it is) fills a
field of `LocatedPlace` here, however slowly; the rules go on seeing facts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.domain.catalogue.whereabouts import LocatedPlace, is_near


def locate(place: Place | None, catalogue: Catalogue) -> LocatedPlace:
    """What we know of a place. Coordinates say more than words: what lies outside every district is in none, whatever
    its address says."""
    boundaries = catalogue.release["boundaries"]
    if place is None:
        return LocatedPlace()
    if place.lat is None or place.long is None:
        return LocatedPlace(district=district_named(place.address or "", boundaries))
    far = not is_near(place.lat, place.long, catalogue.area)
    return LocatedPlace(district=district_of(place.lat, place.long, boundaries), far=far)


def district_named(address: str, boundaries: Mapping[str, Any]) -> str | None:
    """The code of the one district whose name, in any language, is a whole part of an address between commas: "3 Elm
    Lane, Old Town" is there, "3 Old Town Road" may be anywhere. None where no district is named, or several are."""
    parts = {plain(part) for part in address.replace("，", ",").replace("\n", ",").split(",")}
    named = {
        str(feature["properties"]["code"])
        for feature in boundaries["features"]
        if parts & {plain(name) for name in feature["properties"]["name"].values()}
    }
    return named.pop() if len(named) == 1 else None


def plain(text: str) -> str:
    """A name as it is compared: however it is spaced, capitals or not."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
