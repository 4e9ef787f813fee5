"""The zones of a release: read by code that needs to know in which zones a point is, and cached in its process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.places.zones import Zones, rows_of
from onestop.storage.catalogue.map_layers import layer

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

_kept: dict[str, Zones] = {}


def zones_of(catalogue: Catalogue) -> Zones:
    """Returns all layers, the districts among them. One Query the first time, and again only when others are in
    force."""
    if catalogue.version not in _kept:
        drawn = layer(catalogue, "zones")
        zones = Zones(drawn or list(rows_of("boundaries", catalogue.release["boundaries"]["features"])))
        if not drawn and "zones" in catalogue.release.get("map_digests", {}):
            return zones  # named but not there: not cached, so that they are looked for again
        _kept.clear()
        _kept[catalogue.version] = zones
    return _kept[catalogue.version]


def neighbour(catalogue: Catalogue, code: str) -> Mapping[str, Any] | None:
    """Returns what the catalogue says of a neighbour; None for an unknown one."""
    rows = (row for row in layer(catalogue, "zones") if row["layer"] == "neighbours")
    return next((row for row in rows if row["code"] == code), None)
