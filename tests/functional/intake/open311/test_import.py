"""What real cities serve over Open311, imported and served again by us, reads as it did."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.catalogue.releases import version_of
from onestop_cli.import_open311.cases import import_requests, moment
from onestop_cli.import_open311.catalogue import ImportedJurisdiction, documents, known_services, name_all, place_of
from onestop_cli.import_open311.files import Open311Entry, read_entries
from tests.aws_in_memory import Aws
from tests.functional.intake.open311.georeport import get
from tests.functional.stories import types

CITIES = Path(__file__).parents[5] / "shared" / "data" / "open311"
AT = datetime(2026, 11, 25, tzinfo=UTC)
OURS = ImportedJurisdiction(
    code="elsewhere",
    name="Elsewhere",
    time_zone="UTC",
    language="en",
    email="desk@elsewhere.example",
    phone="+1 555 0100",
)
FILES = sorted(path.name for path in CITIES.glob("*services.*")) if CITIES.exists() else []
REQUEST_FILES = (
    sorted(path.name for path in (*CITIES.glob("*_requests*.*"), *CITIES.glob("service-requests.xml")))
    if CITIES.exists()
    else []
)


def entries(name: str) -> list[Open311Entry]:
    if not CITIES.exists():
        pytest.skip("the answers of real cities are not on this machine")
    return read_entries(CITIES / name)


def as_release(made: dict[str, Any]) -> dict[str, Any]:
    """The files of a jurisdiction as `onestop load` puts them together."""
    calendars = made["calendar.yaml"]["calendars"]
    folders = {
        folder: [made[file] for file in made if file.startswith(f"{folder}/")]
        for folder in ("services", "letters", "surveys")
    }
    return folders | {
        "jurisdiction": made["jurisdiction.yaml"],
        "groups": made["groups.yaml"],
        "agencies": made["agencies.yaml"],
        "calendars": {name: calendar | {"holidays": []} for name, calendar in calendars.items()},
        "rules": [],
        "boundaries": made["boundaries.geojson"],
    }


def brought_over(aws: Aws, services: list[Open311Entry], requests: list[Open311Entry]) -> Any:
    """Puts the services in force and keeps the requests; returns how many were what."""
    known = known_services(services, requests)
    names = name_all(known, requests)
    release = as_release(documents(OURS, known, requests, names))
    aws.publish(release)
    return import_requests(requests, names, Catalogue(version_of(release), release), AT)


@pytest.mark.parametrize("name", FILES or ["dc-services.xml"])
def test_the_services_of_a_city_are_served_as_the_city_serves_them(aws: Aws, name: str) -> None:
    theirs = {entry["service_code"]: entry for entry in reversed(entries(name)) if "service_code" in entry}
    brought_over(aws, entries(name), [])
    ours = get("/open311/v2/services.json").json
    assert {each["service_code"] for each in ours} == set(theirs)
    for each in ours:
        said = theirs[each["service_code"]]
        assert each["service_name"] == said.get("service_name", said["service_code"])
        for field in ("description", "keywords", "group"):
            assert (each[field] or "") == said.get(field, ""), (field, said)
        assert str(each["metadata"]).lower() == said.get("metadata", "false").lower()
        assert get(f"/open311/v2/services/{each['service_code']}.json").status == 200


def read_back(requests: list[Open311Entry]) -> dict[str, dict[str, Any]]:
    ids = [entry["service_request_id"] for entry in requests if "service_request_id" in entry]
    found = get("/open311/v2/requests.json", service_request_id=",".join(ids)).json
    return {each["service_request_id"]: each for each in found}


@pytest.mark.parametrize("name", REQUEST_FILES or ["bloomington_requests.json"])
def test_the_requests_of_a_city_are_served_as_the_city_serves_them(aws: Aws, name: str) -> None:
    theirs = entries(name)
    listed = FILES and next((file for file in FILES if file.split("_")[0] == name.split("_")[0]), None)
    counts = brought_over(aws, entries(listed) if listed else [], theirs)
    ours, seen = read_back(theirs), set()
    for said in theirs:
        id_ = said.get("service_request_id")
        if id_ is None or id_ in seen:
            continue
        seen.add(id_)
        each = ours[id_]
        assert each["status"] == said["status"].lower()
        assert each["service_code"] == said.get("service_code", each["service_code"])
        assert (each["description"] or "") == said.get("description", "")
        assert (each["address"] or "") == said.get("address", "")
        assert (each["agency_responsible"] or "") == said.get("agency_responsible", "")
        assert ((each["lat"], each["long"]) if each["lat"] else None) == place_of(said)
        for field in ("requested_datetime", "updated_datetime", "expected_datetime"):
            if told := moment(said, field):
                assert moment(each, field) == told.replace(microsecond=0), field
    assert counts["open"] + counts["closed"] + counts["double"] == len(theirs)


def test_importing_again_changes_nothing(aws: Aws) -> None:
    requests = entries("bloomington_requests.json")
    first = brought_over(aws, entries("bloomington_services.json"), requests)
    before = read_back(requests)
    again = brought_over(aws, entries("bloomington_services.json"), requests)
    assert (first["open"] + first["closed"], again["here already"]) == (len(requests), len(requests))
    assert read_back(requests) == before


def test_imported_requests_are_in_lists_by_their_month(aws: Aws) -> None:
    requests = entries("bloomington_requests.json")
    brought_over(aws, entries("bloomington_services.json"), requests)
    found = get("/open311/v2/requests.json", start_date="2012-05-01", end_date="2012-06-01", status="closed").json
    closed = {entry["service_request_id"] for entry in requests if entry["status"] == "closed"}
    assert {each["service_request_id"] for each in found} == closed


HOLES: list[Open311Entry] = [
    {"service_request_id": "1", "status": "open", "service_code": "A", "lat": "0.0", "long": "0.0"},
    {"service_request_id": "1", "status": "closed", "service_code": "A"},
    {
        "service_request_id": "2",
        "status": "closed",
        "service_name": "Lamps",
        "updated_datetime": "2012-01-02T00:00:00Z",
    },
    {"service_request_id": "3/x.y", "description": "x" * 5000, "media_url": "none"},
    {"status": "open", "description": "It has no id."},
    {
        "service_request_id": "4",
        "status": "closed",
        "service_code": "A",
        "requested_datetime": "2012-01-02T00:00:00Z",
        "updated_datetime": "2012-01-01T00:00:00Z",  # closed before it was opened
    },
]


def test_what_is_wrong_in_a_file_is_borne(aws: Aws) -> None:
    services = [{"service_code": "A", "service_name": "Holes"}, {"service_code": "B", "service_name": "Lamps"}]
    counts = brought_over(aws, services, HOLES)
    assert {name: number for name, number in counts.items() if number} == {
        "open": 3,
        "closed": 2,
        "double": 1,
        "without service": 2,
    }
    ours = read_back(HOLES)
    assert (ours["1"]["lat"], ours["1"]["status"], ours["1"]["requested_datetime"]) == (
        None,
        "open",
        "2026-11-25T00:00:00Z",
    )
    assert (ours["2"]["service_code"], ours["2"]["updated_datetime"]) == ("B", "2012-01-02T00:00:00Z")
    assert len(get("/open311/v2/requests/3%2Fx.y.json").json) == 1
    assert (ours["4"]["requested_datetime"], ours["4"]["updated_datetime"]) == (
        "2012-01-02T00:00:00Z",
        "2012-01-01T00:00:00Z",
    )


def test_an_imported_closed_case_has_its_whole_history(aws: Aws) -> None:
    from onestop.domain.cases.links.imported_references import reference_from

    brought_over(aws, [{"service_code": "A"}], [{"service_request_id": "9", "service_code": "A", "status": "closed"}])
    assert types(reference_from("9")) == ["case.opened", "case.closed"]
