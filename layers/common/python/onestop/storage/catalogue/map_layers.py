"""The layers of a jurisdiction's map: streets, landmarks, water, parks, as GeoJSON.

A city has thousands of streets, and most requests look at none of them. So they are kept apart from the release, and
not in what every function reads when it starts; a function that needs a layer reads it once and caches it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.sketch import Features
from onestop.storage.tables import CatalogueRow

MOST_CHARACTERS = 90_000  # of one row: DynamoDB takes 400 KB, and a character may have four bytes
_kept: dict[tuple[str, str], Features] = {}


def save_layers(version: str, layers: Mapping[str, Any]) -> None:
    """Writes the layers of a release, before it is pointed to."""
    with CatalogueRow.batch_write() as batch:
        for name, layer in layers.items():
            for number, part in enumerate(parts_of(layer["features"])):
                batch.save(CatalogueRow(f"MAP#{version}", f"{name}#{number:04d}", body=part))


def parts_of(features: Features) -> Iterator[str]:
    """Splits the features into lists in JSON, each short enough for one row."""
    part: list[str] = []
    for feature in features:
        text = json.dumps(feature, ensure_ascii=False)
        if part and sum(map(len, part)) + len(text) > MOST_CHARACTERS:
            yield f"[{','.join(part)}]"
            part = []
        part.append(text)
    yield f"[{','.join(part)}]"


def layer(catalogue: Catalogue, name: str) -> Features:
    """Returns the features of one layer, such as `streets`; none if the jurisdiction has not drawn it. One Query the
    first time, and nothing afterwards: a release never changes."""
    if name not in catalogue.release.get("map_digests", {}):
        return []
    kept = _kept.get((catalogue.version, name))
    if kept is None:
        key = CatalogueRow.sk.startswith(f"{name}#")
        rows = list(CatalogueRow.query(f"MAP#{catalogue.version}", key, consistent_read=True))
        kept = [feature for row in rows for feature in json.loads(row.body or "[]")]
        if not rows:  # named but not there: not cached, so that it is looked for again
            return kept
        for old in [each for each in _kept if each[1] == name]:  # of the previous release
            del _kept[old]
        _kept[catalogue.version, name] = kept
    return kept


def forget() -> None:
    """Makes this process read all layers again, for tests that count the calls."""
    _kept.clear()
