"""Distances and places as clients send them."""

from __future__ import annotations

from typing import Any

import pytest

from intake.open311.forms import Open311Form
from intake.open311.needs import place_of
from intake.open311.overlong import GOES_ON, shortened
from onestop.domain.places.distances import metres


@pytest.mark.parametrize(
    ("there", "distance"),
    [((44.65, -63.57), 0), ((44.659, -63.57), 1001), ((44.65, -63.557), 1028), ((51.5074, -0.1278), 4_606_000)],
)
def test_the_distance_is_that_on_a_sphere(there: tuple[float, float], distance: float) -> None:
    assert metres(44.65, -63.57, *there) == pytest.approx(distance, rel=0.005, abs=1)


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"lat": "44.65", "long": "-63.57"}, {"lat": 44.65, "long": -63.57}),
        ({"lat": "44,65", "long": "-63,57"}, {"lat": 44.65, "long": -63.57}),  # a comma, as half of Europe writes
        ({"lat": "0.0", "long": "0"}, {}),  # a telephone that does not know where it is
        ({"lat": "0.0", "long": "12"}, {"lat": 0.0, "long": 12.0}),
        ({"lat": "nan", "long": "inf"}, {"lat": "nan", "long": "inf"}),  # refused by the contract
        ({"address_string": "3 Elm Lane", "address_id": "99"}, {"address": "3 Elm Lane"}),
        ({"address_id": "99"}, {"address": "99"}),
        ({"address_id": "#NOTPINPOINTED#"}, {}),
        ({}, {}),
    ],
)
def test_a_place_is_read_as_clients_send_it(sent: dict[str, str], place: dict[str, Any]) -> None:
    assert place_of(Open311Form({name: (value,) for name, value in sent.items()})) == place


@pytest.mark.parametrize("text", ["word " * 1000, "x" * 9000, "a\n" * 4000, "short", ""])
def test_a_text_is_cut_so_that_nothing_is_lost(text: str) -> None:
    kept, rest = shortened(text)
    assert len(kept) <= 4000
    assert (kept.removesuffix(GOES_ON) + rest).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace(
        "\n", ""
    )
