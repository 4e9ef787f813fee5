"""Which column of an export means what, and what a row of each city becomes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import EXAMPLE, read_map
from onestop_cli.replay.maps import KNOWN_MAPS, choose_map, recognise
from onestop_cli.replay.rows import RowNeed, read_columns, read_needs, read_place

# Header styles as the cities use them; the rows are ours.
STYLES = {
    "chicago": (
        "sr_number,sr_type,sr_short_code,origin,created_date,street_address,latitude,longitude",
        "SR00-1,Rat in the Lane,RAT,Phone Call,2000-01-02T03:04:05.000,1 Invented ST,41.5,-87.5",
        ("chicago", "SR00-1", "Rat in the Lane", "phone", 41.5, -87.5, "1 Invented ST"),
    ),
    "boston": (
        "case_enquiry_id,open_dt,case_title,subject,reason,type,location,latitude,longitude,source",
        "100,2000-01-02 03:04:05,A title,A subject,Why,Lost Goose,2 Invented Rd,42.25,-71.125,Citizens Connect App",
        ("boston", "100", "Lost Goose", "mobile", 42.25, -71.125, "2 Invented Rd"),
    ),
    "la with capitals": (
        "SRNumber,CreatedDate,Owner,RequestType,Status,RequestSource,Address,Latitude,Longitude",
        '1-1,01/02/2000 03:04:05 AM,XYZ,Old Sofa,Closed,Driver Self Report,"3 INVENTED AVE, 90000",34.5,-118.5',
        ("la", "1-1", "Old Sofa", "counter", 34.5, -118.5, "3 INVENTED AVE, 90000"),
    ),
    "la with more columns": (
        "SRNumber,RequestType,RequestSource,Latitude,Longitude,Address,Zip Codes,Census Tracts,Council Districts",
        "1-2,Old Lamp,Self Service,,,4 INVENTED AVE,1,2,3",
        ("la", "1-2", "Old Lamp", "web", None, None, "4 INVENTED AVE"),
    ),
    "la in small letters": (
        "srnumber,createddate,_daystoclose,requesttype,requestsource,latitude,longitude,address",
        "1-3,2000-01-02 03:04:05,1.5,Old Tyre,Call,34.25,-118.25,5 INVENTED AVE",
        ("la", "1-3", "Old Tyre", "phone", 34.25, -118.25, "5 INVENTED AVE"),
    ),
    "nyc with spaces": (
        "Unique Key,Complaint Type,Descriptor,Incident Address,Open Data Channel Type,Latitude,Longitude",
        "7,Loud Neighbour,Trombone,6 INVENTED STREET,ONLINE,40.5,-73.5",
        ("nyc", "7", "Loud Neighbour: Trombone", "web", 40.5, -73.5, "6 INVENTED STREET"),
    ),
    "nyc with underscores": (
        "unique_key,complaint_type,descriptor,open_data_channel_type,incident_address,street_name,latitude,longitude",
        "8,Loud Street,,PHONE,,INVENTED STREET,40.25,-73.25",
        ("nyc", "8", "Loud Street", "phone", 40.25, -73.25, "INVENTED STREET"),
    ),
}


def summary(city: str, need: RowNeed) -> tuple[object, ...]:
    return (city, need.id, need.description, need.channel, need.lat, need.long, need.address)


@pytest.mark.parametrize("style", STYLES)
def test_an_export_is_recognised_by_its_header_in_every_style(style: str, tmp_path: Path) -> None:
    header, row, expected = STYLES[style]
    file = tmp_path / "export.csv"
    file.write_text(f"\ufeff{header}\n{row}\n", encoding="utf-8")
    found = choose_map(file, read_columns(file), None)
    (need,) = read_needs(file, found)
    assert summary(found.name, need) == expected


def test_a_json_export_is_read_like_a_csv_one(tmp_path: Path) -> None:
    rows = [
        {"unique_key": "9", "complaint_type": "Cold Water", "open_data_channel_type": "MOBILE", "latitude": "40.5",
         "longitude": "-73.5", "location": {"type": "Point"}},
        {"unique_key": "10", "complaint_type": "No Water", "descriptor": None},
    ]  # fmt: skip
    file = tmp_path / "export.json"
    file.write_text(json.dumps(rows))
    found = choose_map(file, read_columns(file), None)
    first, second = read_needs(file, found)
    assert summary(found.name, first) == ("nyc", "9", "Cold Water", "mobile", 40.5, -73.5, None)
    assert summary(found.name, second) == ("nyc", "10", "No Water", "web", None, None, None)


def test_every_city_has_its_own_header() -> None:
    for known in KNOWN_MAPS:
        assert recognise((known.id, known.type)) is known
    assert recognise(("id", "type")) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", ""), ("0", "0"), ("91", "1"), ("1", "181"), ("nan", "1"), ("north", "1"), ("1", "")],
)
def test_a_place_that_is_not_on_earth_is_left_out(latitude: str, longitude: str) -> None:
    assert read_place(latitude, longitude) == (None, None)


def test_an_unknown_header_is_refused_with_its_columns_and_an_example(tmp_path: Path) -> None:
    with pytest.raises(CannotContinue, match="columns of none of the exports we know") as refused:
        choose_map(tmp_path / "other.csv", ("no", "what"), None)
    assert "Its columns: no, what" in refused.value.details
    assert any("channels:" in line for line in refused.value.details)


def test_the_example_of_a_column_map_is_right(tmp_path: Path) -> None:
    own = tmp_path / "springfield.yaml"
    own.write_text("\n".join(EXAMPLE[1:]))
    assert read_map(own).name == "springfield"
    file = tmp_path / "other.csv"
    file.write_text(
        "Case No,category,subcategory,lat,lon,street,crossing,language,source,first department,department,repeats\n"
        "5,Road,Hole,1,2,,At the mill,es,App,Desk,Roads,4\n"
    )
    (need,) = read_needs(file, choose_map(file, read_columns(file), own))
    assert (need.description, need.address, need.language, need.channel) == (
        "Road: Hole",
        "At the mill",
        "es",
        "mobile",
    )
    assert (need.handed_to, need.parent) == ("Roads", "4")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("type: a", "missing required field `id`"),
        ("id: a\ntype: b\ncolour: c", "colour"),
        ("id: a\ntype: b\nchannels: {Pigeon: pigeon}", r"channels\[\.\.\.\]"),
        ("id: [", "is not valid YAML"),
        ("- id", "Expected `object`"),
    ],
)
def test_a_wrong_column_map_is_refused_with_file_and_field(text: str, told: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)
    with pytest.raises(CannotContinue, match=told) as refused:
        read_map(own)
    assert str(own) in refused.value.sentence


def test_a_column_map_that_names_a_missing_column_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("id: a\ntype: b\nlatitude: c")
    with pytest.raises(CannotContinue, match=r"'c', which .* does not have"):
        choose_map(tmp_path / "other.csv", ("a", "b"), own)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text("{}")
    with pytest.raises(CannotContinue, match="cannot be read as JSON"):
        read_columns(file)
    with pytest.raises(CannotContinue, match="No such file"):
        read_columns(tmp_path / "absent.csv")
