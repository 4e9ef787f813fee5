"""The layers of zones of a jurisdiction: repaired where an outline crosses itself, and made into rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from onestop.domain.places.zones import rows_of
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.references import Documents

LEAST_PART = 1e-10  # square degrees, about a square metre: what is smaller is left over from a repair


def is_zones(file: str) -> bool:
    """Return whether a file holds a layer of zones, or the neighbours."""
    return file in ("boundaries.geojson", "neighbours.geojson") or (
        file.startswith("zones/") and file.endswith(".geojson")
    )


def layer_of(file: str) -> str:
    """The name of a layer by its file."""
    return PurePosixPath(file).stem


def repair(documents: Documents) -> list[str]:
    """Repairs outlines that are not valid areas (they cross themselves, a hole is outside), in place; returns for each
    what was done."""
    from shapely import geometry, validation  # late: no other command needs it

    # it says nothing of types
    shape: Any = geometry.shape
    mapping: Any = geometry.mapping
    make_valid: Any = validation.make_valid
    explain_validity: Any = validation.explain_validity

    said = []
    for file in filter(is_zones, sorted(documents)):
        for feature in documents[file]["features"]:
            area = shape(feature["geometry"])
            if area.is_valid:
                continue
            whole = make_valid(area)
            parts = [part for part in getattr(whole, "geoms", [whole]) for part in getattr(part, "geoms", [part])]
            polygons = [mapping(part)["coordinates"] for part in parts if part.area > LEAST_PART]
            feature["geometry"] = {"type": "MultiPolygon", "coordinates": as_lists(polygons)}
            why = explain_validity(area).split("[")[0].lower()
            code, now = feature["properties"]["code"], "one part" if len(polygons) == 1 else f"{len(polygons)} parts"
            said.append(f"{file}, {code}: the outline was wrong ({why}) and was repaired; it has {now} now.")
    return said


def as_lists(coordinates: Any) -> Any:
    return [as_lists(each) for each in coordinates] if isinstance(coordinates, list | tuple) else coordinates


def make_zones(documents: Documents) -> list[dict[str, Any]]:
    """Makes the rows of all layers, including districts and neighbours; none if there are only districts, which
    every function has in memory."""
    files = [file for file in sorted(documents) if is_zones(file)]
    if files == ["boundaries.geojson"] and "water.geojson" not in documents:
        return []
    rows = [row for file in files for row in rows_of(layer_of(file), documents[file]["features"])]
    water = documents.get("water.geojson", {"features": []})
    return [*rows, *rows_of("water", water["features"])]


def check_zones(documents: Documents) -> Iterator[FileFault]:
    """A rule names zones that there are, in layers that there are."""
    rules, codes = "routing.yaml", "features[].properties.code"
    layers = {layer_of(file): document for file, document in documents.items() if file.startswith("zones/")}
    for path, named in find_places(documents.get(rules), "rules[].when.zone.*"):
        layer = path.rpartition(".zone.")[2]
        if layer not in layers:
            yield FileFault(rules, path, f"there is no layer {show_value(layer)}", name_choices(layer, layers))
            continue
        known = {str(code) for _, code in find_places(layers[layer], codes)}
        for code in named if isinstance(named, list) else ():
            if str(code) not in known:
                yield FileFault(rules, path, f"there is no zone {show_value(code)}", name_choices(code, known))
