"""A map on a page: what its template needs, and what the page must then be allowed to load.

A page that shows one calls `map_values`, passes the result to the macro `map_box` of `map.html`, and passes its answer
through `allow_map`. The contract between page and script is at the top of `static/map.js`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from chalice.app import Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.pages.content_policy import US, allow
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.map_files import asset, at

WORDS: Mapping[str, Phrase] = {
    "show": N_("Show the map"),
    "failed": N_("The map could not be loaded. Everything on it is also in the list or the form next to it."),
    "keys": N_("Arrow keys move the map, plus and minus zoom."),
    "pick": N_("Arrow keys move the map under the cross, plus and minus zoom, Enter puts the pin there."),
    "put": NC_("map", "Put the pin here"),
    "put_near": N_("The pin is on {street} or near it."),
    "put_there": N_("The pin is set."),
    "outside": N_("This place is not in our area."),
    "closer": NC_("map", "Zoom in"),
    "further": NC_("map", "Zoom out"),
    "whole": NC_("map", "The whole city"),
    "locate": NC_("map", "Where I am"),
    "not_located": N_("Your device does not tell where you are."),
    "many": N_("Reports close together: {count}"),
}


def map_values(
    visit: Visit,
    *,
    marks: str | None = None,
    query: Mapping[str, str] | None = None,
    center: tuple[float, float] | None = None,
    district: str | None = None,
) -> dict[str, Any]:
    """Returns the addresses and words of a map. `marks` is the path of GeoJSON whose points are shown on it."""
    offer, language = visit.offer, visit.language
    tiles = offer.jurisdiction.get("map", {})
    shown = bool(marks and query and ({"lat", "district"} & query.keys()))
    return {
        "script": asset("map.js"),
        "leaflet": asset("leaflet.js"),
        "style": asset("map.css"),
        "layers": at(f"/map/layers/{offer.version}/{language}"),
        "marks": at(f"{marks}?{urlencode({**(query or {}), 'lang': language})}") if marks and shown else "",
        "center": f"{center[0]:.5f},{center[1]:.5f}" if center else "",
        "district": district or "",
        "tiles": tiles.get("tiles", ""),
        "archive": asset("pmtiles.js") if is_archive(offer) else "",
        "attribution": offer.say(tiles["attribution"], language) if "attribution" in tiles else "",
        "words": visit.say_all(WORDS),
    }


def allow_map(answer: Response, catalogue: Catalogue) -> Response:
    """Lets a page load the map from us, and pictures of tiles from the operator's tile server, if any."""
    tiles = origin_of_tiles(catalogue)
    allow(answer, script_src=US, connect_src=US, style_src=US)
    if is_archive(catalogue):  # the browser reads a part of it for each tile, and keeps that in memory
        allow(answer, connect_src=tiles, img_src="blob:")
    else:
        allow(answer, img_src=tiles)
    if tiles:  # tile servers want to know which site they serve; no address of "around here" has a secret
        answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


def is_archive(catalogue: Catalogue) -> bool:
    """Whether the pictures are in one file (PMTiles), of which browsers read parts."""
    return catalogue.jurisdiction.get("map", {}).get("tiles", "").endswith(".pmtiles")


def origin_of_tiles(catalogue: Catalogue) -> str:
    """Returns the origin of the map's pictures; empty if it is drawn from the jurisdiction's own lines."""
    address = catalogue.jurisdiction.get("map", {}).get("tiles", "")
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if address else ""
