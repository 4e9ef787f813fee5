"""What the map loads: its script and style, and the jurisdiction's own lines."""

from __future__ import annotations

import json
from typing import Any

from chalice.app import Chalice, Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.places.thin_lines import packed, thin_to
from onestop.runtime.pages.map_files import KINDS, LICENCES, name_of, text_of
from onestop.runtime.web import Caller, route
from onestop.storage.catalogue.map_layers import layer
from onestop.storage.catalogue.releases import current

FOR_GOOD = "public, max-age=31536000, immutable"
MOST_POINTS = 8_000  # about 25 KB compressed; a larger city is drawn with fewer corners
AREAS = ("water", "parks")


def add_map(app: Chalice) -> None:
    """Declares what the map loads."""

    @route(app, "GET", "/map/{file}", Caller.PUBLIC)
    def send_map_file(file: str) -> Response:
        """Sends the present version of a file of the map, or the licence of its third-party parts."""
        if file in LICENCES:
            return Response(body=text_of(file), headers={"Content-Type": "text/plain; charset=utf-8"})
        name = name_of(file)
        if name is None:
            raise NotFound("There is no such file.", "file")
        return kept_for_good(text_of(name), KINDS[name])

    @route(app, "GET", "/map/layers/{version}/{language}", Caller.PUBLIC)
    def send_layers(version: str, language: str) -> Response:
        """The lines of a release in force, with their names in one language."""
        catalogue = current()
        if version != catalogue.version:
            raise NotFound("This release is not in force any more.", "version")
        return kept_for_good(layers_text(catalogue, catalogue.language(language)), "application/json")


def kept_for_good(body: str, media_type: str) -> Response:
    headers: dict[str, str | list[str]] = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    return Response(body=body, headers={**headers, "Content-Type": media_type})


_kept: dict[tuple[str, str], str] = {}


def layers_text(catalogue: Catalogue, language: str) -> str:
    """The lines in one language, made once: a release never changes."""
    known = (catalogue.version, language)
    if known not in _kept:
        for old in [each for each in _kept if each[0] != catalogue.version]:
            del _kept[old]
        _kept[known] = make_layers(catalogue, language)
    return _kept[known]


def make_layers(catalogue: Catalogue, language: str) -> str:
    """All lines as whole numbers: districts, water and parks with all their rings, streets, and landmarks as points."""
    districts = catalogue.release["boundaries"]["features"]
    shapes = [("districts", each) for each in districts]
    shapes += [(name, each) for name in AREAS for each in layer(catalogue, name)]
    shapes += [("streets", each) for each in layer(catalogue, "streets")]
    lines = thin_to([line for _, feature in shapes for line in lines_of(feature)], MOST_POINTS)
    thinned = iter(lines)
    said: dict[str, list[Any]] = {"districts": [], "water": [], "parks": [], "streets": [], "landmarks": []}
    for name, feature in shapes:
        named = catalogue.say(feature["properties"]["name"], language)
        parts = [packed(next(thinned)) for _ in lines_of(feature)]
        said[name].append([named, feature["properties"]["code"], *parts])
    for each in layer(catalogue, "landmarks"):
        named, kind = catalogue.say(each["properties"]["name"], language), each["properties"]["kind"]
        said["landmarks"].append([named, kind, packed([each["geometry"]["coordinates"]])])
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def lines_of(feature: Any) -> list[Any]:
    """The lines of a shape: a street, or the rings of an area of one part or several."""
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    if kind == "LineString":
        return [coordinates]
    return list(coordinates) if kind == "Polygon" else [ring for polygon in coordinates for ring in polygon]
