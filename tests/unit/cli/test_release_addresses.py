"""A register of addresses: read as OpenAddresses publishes it, a broken row refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestop.domain.places.find_place import find_places
from onestop.domain.places.gazetteer import Gazetteer
from onestop_cli.release.addresses import read_addresses
from onestop_cli.release.gazetteer import make_gazetteer

HEAD = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH\n"
GOOD = "-71.05,42.3,12A,Main St,,Dorchester,,MA,02124,,\n"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("x,42.3,12,Main St,,,,,,,\n", "lon"),
        ("-71.05,95,12,Main St,,,,,,,\n", "lat"),
        ("-71.05,nan,12,Main St,,,,,,,\n", "lat"),
        ("-71.05,42.3,twelve,Main St,,,,,,,\n", "number"),
        ("-71.05,42.3,,Main St,,,,,,,\n", "number"),
        ("-71.05,42.3,12, ,,,,,,,\n", "street"),
    ],
)
def test_a_broken_row_is_refused_with_its_line_and_field(tmp_path: Path, row: str, field: str) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text(HEAD + GOOD + "\n" + row, encoding="utf-8")
    addresses, (fault,) = read_addresses(path, path.name)
    assert (fault.path, fault.wrong.split()[0]) == ("line 4", field)
    assert len(addresses) == 1


def test_a_file_of_another_shape_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert [fault.wrong for fault in read_addresses(path, path.name)[1]] == [
        "there is no column lon, lat, number, street"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("addresses.csv", HEAD + GOOD),
        (
            "addresses.geojson",
            '{"type": "Feature", "properties": {"number": "12A", "street": "Main St", "city": "Dorchester"},'
            ' "geometry": {"type": "Point", "coordinates": [-71.05, 42.3]}}\n',
        ),
    ],
)
def test_an_address_of_the_register_is_found_in_words(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    addresses, faults = read_addresses(path, name)
    assert faults == []
    (found,) = find_places("the hole at 12 main street", Gazetteer(make_gazetteer([], [], addresses, "en")))
    assert (found.name, found.precision, found.lat, found.long) == ("12 Main St, Dorchester", "point", 42.3, -71.05)
