"""A city's services and requests, brought over with one command, and read with a public client as before."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from georeport import GeoReport

from onestop_cli.release.schema import SCHEMAS
from tests.patience import patient
from tests.suites import ROOT, Started, environment, start_up, stop

CITIES = ROOT.parent / "shared" / "data" / "open311"
COMMAND = "import typer; from onestop_cli.import_open311.command import import_open311; typer.run(import_open311)"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A suite of its own: the catalogue in force is another one afterwards."""
    if not CITIES.exists():
        pytest.skip("the answers of real cities are not on this machine")
    if "open311" not in json.loads((SCHEMAS / "service.schema.json").read_text())["properties"]:
        pytest.skip("the schema of services does not know the field open311 yet")
    folder = tmp_path_factory.mktemp("bloomington")
    files = [CITIES / "bloomington_services.json", CITIES / "bloomington_requests.json"]
    bring_over(folder, *files)
    begun = start_up(folder, "--jurisdiction", str(folder / "made"), "--cold")  # few functions are needed
    bring_over(folder, *files, "--ready-file", next(folder.glob("ready-*.json")))
    yield begun
    assert stop(begun) == 0, begun.output.read_text()


def bring_over(folder: Path, services: Path, requests: Path, *running: str | Path) -> None:
    """The command, as a person gives it: for the files alone, or, with a running suite, for the cases too."""
    options = ["--jurisdiction-code", "bloomington", "--into", folder / "made", "--time-zone", "America/Indianapolis"]
    options += [*running] if running else ["--files-only"]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, (services, requests, *options))],
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=patient(120),
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout


def same_moment(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def words(value: Any) -> str:
    """What a field says; we keep line ends as one character, and no space around it."""
    return str(value or "").replace("\r\n", "\n").strip()


def read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CITIES / name).read_text())
    return found


def test_a_public_client_reads_the_services_and_requests_of_the_city_as_before(started: Started) -> None:
    base = f"{started.told.url}/open311/v2"
    client = GeoReport(base)
    services = {each["service_code"]: each for each in client.get_service_list()}
    for said in read("bloomington_services.json"):
        ours = services.pop(said["service_code"])
        assert {name: words(ours[name]) for name in said} == {name: words(said[name]) for name in said}
    assert services == {}
    theirs = read("bloomington_requests.json")
    ids = ",".join(each["service_request_id"] for each in theirs)
    ours = {each["service_request_id"]: each for each in client.get_service_requests(service_request_id=ids)}
    for said in theirs:
        each = ours[said["service_request_id"]]
        for name in ("status", "service_code", "service_name", "description"):
            assert words(each[name]) == words(said[name]), name
        assert each["address"] == (said["address"] or None)
        assert (each["lat"], each["long"]) == (said["lat"] or None, said["long"] or None)
        assert same_moment(each["requested_datetime"], said["requested_datetime"])
        if said["status"] == "closed":  # an open one is worked on here now, and has been updated since
            assert same_moment(each["updated_datetime"], said["updated_datetime"])
