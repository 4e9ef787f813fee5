"""Streets and landmarks lie beside the release: who needs a layer reads it once, and nobody else."""

from __future__ import annotations

from typing import Any

from onestop.storage.catalogue import releases as stored
from onestop.storage.catalogue.map_layers import MOST_CHARACTERS, forget, layer, parts_of
from tests.aws_in_memory import Aws, Calls


def test_a_layer_is_read_once_and_is_what_was_loaded(aws: Aws, calls: Calls, release: dict[str, Any]) -> None:
    stored.forget()
    forget()
    offer = stored.current()
    assert "map_layers" not in offer.release
    calls.forget()
    assert layer(offer, "streets") == release["map_layers"]["streets"]["features"]
    assert layer(offer, "streets") == layer(offer, "streets")
    assert layer(offer, "landmarks") == release["map_layers"]["landmarks"]["features"]
    assert layer(offer, "tramways") == []
    assert calls.names == ["Query", "Query"]


def test_a_new_release_brings_its_own_streets(aws: Aws, release: dict[str, Any]) -> None:
    one = release["map_layers"]["streets"]["features"][0]
    aws.publish(release | {"map_layers": {"streets": {"type": "FeatureCollection", "features": [one]}}})
    stored.forget()
    offer = stored.current()
    assert layer(offer, "streets") == [one]
    assert layer(offer, "water") == []


def test_a_city_of_many_streets_is_cut_into_rows_that_the_table_takes(release: dict[str, Any]) -> None:
    streets = release["map_layers"]["streets"]["features"] * 30
    parts = list(parts_of(streets))
    assert len(parts) > 10
    assert max(len(part) for part in parts) < MOST_CHARACTERS + 2 * len(streets)
