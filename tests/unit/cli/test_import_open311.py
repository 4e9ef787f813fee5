"""What Open311 servers answer, with the holes that they have, becomes a jurisdiction that can be loaded."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.import_open311.cases import id_of, moment
from onestop_cli.import_open311.catalogue import ImportedJurisdiction, documents, known_services, name_all, place_of
from onestop_cli.import_open311.command import import_open311
from onestop_cli.import_open311.files import read_entries
from onestop_cli.import_open311.names import short_names
from onestop_cli.problems import CannotContinue
from onestop_cli.release.read_folder import read_release
from onestop_cli.release.schema import SCHEMAS

OURS = ImportedJurisdiction(
    code="smallville",
    name="Smallville",
    time_zone="UTC",
    language="en",
    email="desk@smallville.example",
    phone="+1 555 0100",
)
SERVICES = """<?xml version="1.0"?>
<services xmlns="http://www.open311.org/schema/1.0" is_array="true">
  <service><service_code>S0301</service_code><service_name>Pothole</service_name><description/>
    <metadata>true</metadata><type>realtime</type><keywords>Hole, Street</keywords><group>Streets</group></service>
  <service><service_code>s0301</service_code><service_name>Other pothole</service_name>
    <keywords>street,HOLE</keywords><group>Streets</group></service>
  <service><service_code>S0301</service_code><service_name>The same again</service_name></service>
  <service><service_name>Without a code</service_name></service>
  <service><service_code>路灯</service_code><service_name>路灯</service_name></service>
</services>"""
REQUESTS = [
    {"service_request_id": 1, "service_code": "NEW", "service_name": "Only here", "agency_responsible": "Crew B"},
    {"service_request_id": 2, "service_code": "S0301", "agency_responsible": "Crew A", "lat": "1.5", "long": "2.5"},
    {"service_request_id": 3, "service_code": "S0301", "agency_responsible": "Crew A", "lat": 0.0, "long": 0.0},
    {"service_request_id": 4, "service_code": None, "requested_datetime": None},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    services, requests = tmp_path / "services.xml", tmp_path / "requests.json"
    services.write_text(SERVICES, encoding="utf-8")
    requests.write_text(json.dumps({"service_requests": REQUESTS}), encoding="utf-8")
    return services, requests


@pytest.fixture
def made(files: tuple[Path, Path]) -> dict[str, Any]:
    services, requests = map(read_entries, files)
    known = known_services(services, requests)
    return documents(OURS, known, requests, name_all(known, requests))


def test_every_service_with_a_code_is_there_once(made: dict[str, Any]) -> None:
    assert [file for file in made if file.startswith("services/")] == [
        "services/s0301.yaml",
        "services/s0301-2.yaml",
        "services/service-3.yaml",
        "services/new.yaml",
    ]


def test_what_a_service_said_of_itself_is_kept_where_ours_differs(made: dict[str, Any]) -> None:
    assert made["services/s0301.yaml"]["open311"] == {
        "service_code": "S0301",
        "description": "",
        "keywords": "Hole, Street",
        "metadata": True,
    }
    assert made["services/new.yaml"]["open311"]["service_code"] == "NEW"


def test_no_keyword_belongs_to_two_services(made: dict[str, Any]) -> None:
    assert made["services/s0301.yaml"]["keywords"]["en"] == ["Pothole", "Hole", "Street"]
    assert made["services/s0301-2.yaml"]["keywords"]["en"] == ["Other pothole"]


def test_the_agency_that_was_responsible_most_often_does_the_work(made: dict[str, Any]) -> None:
    plans = {file: document["plan"][0]["tasks"][0]["agency"] for file, document in made.items() if "services/" in file}
    assert plans["services/s0301.yaml"] == "crew-a"
    assert plans["services/new.yaml"] == "crew-b"
    assert plans["services/s0301-2.yaml"] == "contact-centre"


def test_the_district_lies_around_the_places_that_are_known(made: dict[str, Any]) -> None:
    (feature,) = made["boundaries.geojson"]["features"]
    assert feature["geometry"]["coordinates"][0][0] == [2.45, 1.45]


def test_the_folder_is_one_that_can_be_loaded(files: tuple[Path, Path], tmp_path: Path) -> None:
    known = json.loads((SCHEMAS / "service.schema.json").read_text())["properties"]
    if "open311" not in known:
        pytest.skip("the schema of services does not know the field open311 yet")
    import_open311(*files, jurisdiction_code="smallville", into=tmp_path / "made", files_only=True)
    release = read_release(tmp_path / "made")
    assert {service["code"] for service in release["services"]} == {"new", "s0301", "s0301-2", "service-3"}


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("{", "neither"),
        ("<services><service>", "neither"),
        ("\xff", "neither"),
        ("[]", "no service"),
        ("{}", "no service"),
    ],
)
def test_a_file_that_says_nothing_is_refused_in_a_sentence(tmp_path: Path, content: str, wrong: str) -> None:
    file = tmp_path / "services"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(CannotContinue) as refused:
        import_open311(file, jurisdiction_code="smallville", into=tmp_path / "made")
    assert wrong in refused.value.sentence


def test_a_bomb_in_xml_does_not_go_off(tmp_path: Path) -> None:
    file = tmp_path / "services.xml"
    file.write_text('<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;">]><services>&d;</services>')
    with pytest.raises(CannotContinue):
        read_entries(file)


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        ('[{"a": 1, "b": null, "c": "", "d": true, "e": [1]}]', [{"a": "1", "d": "true"}]),
        ('{"service_requests": {"request": [{"a": "x"}]}}', [{"a": "x"}]),
        ('{"service_code": "1"}', [{"service_code": "1"}]),
        ('\ufeff[{"a": "\\u0000x\\r\\ny"}, 1, null, {}]', [{"a": "x\ny"}]),
        ('<r xmlns:xsi="x"><q><a xsi:nil="true"/><b> 1 </b></q><q/></r>', [{"b": "1"}]),
    ],
)
def test_entries_are_read_however_they_are_wrapped(tmp_path: Path, content: str, entries: list[Any]) -> None:
    file = tmp_path / "file"
    file.write_text(content, encoding="utf-8")
    assert read_entries(file) == entries


@pytest.mark.parametrize(
    ("said", "codec"), [("桥上的栏杆松了", "gb18030"), ("Перила сломаны", "cp1251"), ("café", "cp1252")]
)
def test_entries_are_read_in_the_letters_of_older_servers(tmp_path: Path, said: str, codec: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(f'[{{"description": "{said}"}}]'.encode(codec))
    assert read_entries(file) == [{"description": said}]


def test_short_names_are_plain_and_each_there_once() -> None:
    names = short_names(["CSROWR-12", "csrowr 12", "Straßen- & Gehwege", "道路", "", "x" * 80], "service")
    assert list(names.values()) == ["csrowr-12", "csrowr-12-2", "straen-gehwege", "service-4", "service-5", "x" * 50]


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"lat": "1.5", "long": "-2"}, (1.5, -2.0)),
        ({"lat": "0.0", "long": "0"}, None),
        ({"lat": "1"}, None),
        ({"lat": "north", "long": "0"}, None),
        ({"lat": "91", "long": "0"}, None),
        ({"lat": "nan", "long": "1"}, None),
    ],
)
def test_a_place_is_one_only_where_it_can_be(entry: dict[str, str], place: Any) -> None:
    assert place_of(entry) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012-05-23T15:55:28-04:00", datetime(2012, 5, 23, 19, 55, 28, tzinfo=UTC)),
        ("2012-05-23T15:55:28", datetime(2012, 5, 23, 15, 55, 28, tzinfo=UTC)),
        ("0001-01-01T00:00:00+10:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_time_is_one_only_where_it_can_be(text: str, expected: Any) -> None:
    assert moment({"at": text}, "at") == expected


def test_what_has_no_id_is_known_by_all_that_it_says() -> None:
    assert id_of({"description": "a"}) == id_of({"description": "a"}) != id_of({"description": "b"})
    assert id_of({"service_request_id": "7"}) == "7"
