"""The gazetteer of a release: read by code that looks for a place in words, and cached in its process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.storage.catalogue.map_layers import layer

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.places.find_place import FoundPlace
    from onestop.domain.places.gazetteer import Gazetteer

MOST_LETTERS = 200  # characters of an address

_kept: dict[str, Gazetteer] = {}


def gazetteer_of(catalogue: Catalogue) -> Gazetteer:
    """Returns what can be found in residents' words; empty if nothing was loaded. One Query the first time, and again
    only if another gazetteer is in force."""
    from onestop.domain.places.gazetteer import Gazetteer  # late: most requests do not name a place in words

    digest = catalogue.release.get("map_digests", {}).get("gazetteer", "")
    if digest not in _kept:
        features = layer(catalogue, "gazetteer")
        if digest and not features:  # named but not there: not cached, so that it is looked for again
            return Gazetteer(features)
        _kept.clear()
        _kept[digest] = Gazetteer(features)
    return _kept[digest]


def places_in(text: str, catalogue: Catalogue) -> list[FoundPlace]:
    """Returns the places that an address or the name of a landmark may mean: one if it is clear, several to choose
    from, or none."""
    from onestop.domain.places.find_place import find_places

    words = text.strip()[:MOST_LETTERS]
    return find_places(words, gazetteer_of(catalogue)) if words else []
