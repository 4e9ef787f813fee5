"""`onestop replay` on the running suite: real requests go in at the front door, and the ledger agrees at the end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from onestop_cli.ready import RunningSuite, write_ready_files
from tests.depth import tries
from tests.patience import patient

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT.parent / "shared" / "data" / "requests_311"
ANSWER = patient(60.0)
LIMIT = patient(900.0)  # seconds for a whole replay on a slow machine
OPENINGS = tries(100, 3)  # at once
REAL = tries(60)

OWN_EXPORT = """case_no,category,subcategory,lat,lon,street,source
1,Pothole,Deep,44.64,-63.57,1 Harbour Street,App
2,Street light out,,44.65,-63.58,2 Harbour Street,Telephone
3,Something that no keyword knows,,,,,Telephone
4,,,,,,App
5,Graffiti,On a wall,44.66,-63.59,3 Harbour Street,App
6,Something else that no keyword knows,,,,,App
"""
OWN_MAP = """
id: case_no
type: category
detail: subcategory
latitude: lat
longitude: lon
address: [street]
channel: source
channels: {Telephone: phone, App: mobile}
"""


@pytest.fixture
def ready_file(suite: RunningSuite, tmp_path: Path) -> Path:
    """A ready file of the running suite, for the command."""
    path = tmp_path / "ready.json"
    write_ready_files(suite, [path])
    return path


def replay_command(ready_file: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "onestop_cli.main", "replay", *arguments, "--ready-file", str(ready_file)]


def environment(folder: Path) -> dict[str, str]:
    """An environment that says nothing about AWS, as a person's would."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "XDG_"))}
    paths = os.pathsep.join([str(ROOT / "infra"), str(ROOT / "layers" / "common" / "python")])
    return kept | {"HOME": str(folder), "PYTHONPATH": paths, "COLUMNS": "160"}


def run_replay(ready_file: Path, *arguments: str) -> tuple[int, str, dict[str, Any]]:
    """Run a replay to its end; gives the exit code, what it printed, and the ledger."""
    ledger = ready_file.with_name("ledger.json")
    command = replay_command(ready_file, *arguments, "--json", str(ledger))
    done = subprocess.run(
        command,
        env=environment(ready_file.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    return done.returncode, done.stdout, json.loads(ledger.read_text()) if ledger.exists() else {}


def expect_whole(code: int, output: str, told: dict[str, Any], accepted: int, asked: int = 0) -> None:
    """What must be true of every replay that was worked: each case came to its end, once, and all records agree. Whose
    words were too vague is asked back in a letter more, unless the desk was quicker than the letter."""
    assert code == 0, output
    assert [check for check in told["checks"] if not check["agrees"]] == []
    ledger = told["ledger"]
    assert ledger["accepted"] == accepted
    assert all(ledger[stage] == accepted for stage in ("opened", "resolved", "surveyed", "answered", "closed")), ledger
    back = sum(count for letter, count in ledger["notified"].items() if letter.startswith("service-asked"))
    assert back <= asked
    assert sum(ledger["notified"].values()) == sum(ledger["left"].values()) == 3 * accepted + back


def test_an_export_with_a_map_of_its_own_is_replayed_until_every_case_is_closed(
    ready_file: Path, tmp_path: Path
) -> None:
    export, columns = tmp_path / "springfield.csv", tmp_path / "springfield.yaml"
    export.write_text(OWN_EXPORT)
    columns.write_text(OWN_MAP)
    code, output, told = run_replay(ready_file, str(export), "--map", str(columns), "--work")
    expect_whole(code, output, told, accepted=5, asked=2)
    ledger = told["ledger"]
    assert ledger["read"] == ledger["submitted"] == 6
    assert list(ledger["refused"].values()) == [1]
    assert "description" in next(iter(ledger["refused"]))
    assert ledger["triaged"] == 2  # no keyword knows rows 3 and 6: the triage desk gives one service each
    assert ledger["routed"] == 3
    assert ledger["tasks_opened"] > 5
    assert {name.rpartition(" ")[2] for name in ledger["notified"]} == {"email", "sms"}


def test_real_requests_are_replayed_until_every_case_is_closed(ready_file: Path) -> None:
    export = EXPORTS / "chicago_2021-01.csv"
    if not export.exists():
        pytest.skip("the exports of real requests are not on this machine")
    code, output, told = run_replay(ready_file, str(export), "--limit", str(REAL), "--work")
    expect_whole(code, output, told, accepted=REAL)


HANDED = """sr_number,sr_type,origin,created_department,owner_department,parent_sr_number,latitude,longitude
h1,Pothole,Internet,311 City Services,Streets and Sanitation,,44.64,-63.57
h2,Pothole,Phone Call,311 City Services,CDOT - Department of Transportation,h1,44.64,-63.57
h3,Pothole,Internet,,Streets and Sanitation,h1,44.64,-63.57
h4,Something that no keyword knows,Internet,Police,DWM - Department of Water Management,,44.64,-63.57
h5,Street light out,Internet,Police,A department that no map names,,44.65,-63.58
h6,Graffiti,Internet,Health,Health,unknown,44.65,-63.58
"""


def test_what_an_export_says_was_handed_on_or_repeated_is_transferred_and_merged(
    ready_file: Path, tmp_path: Path
) -> None:
    export = tmp_path / "springfield.csv"
    export.write_text(HANDED)
    code, output, told = run_replay(ready_file, str(export), "--work")
    assert code == 0, output
    assert [check for check in told["checks"] if not check["agrees"]] == []
    ledger = told["ledger"]
    assert (ledger["transfers_planned"], ledger["transferred"]) == (4, 4)
    assert ledger["transfers_evaded"] == 1  # the repeated pothole is with streets already
    assert (ledger["merges_planned"], ledger["merged"], ledger["unmergeable"]) == (2, 2, {})
    assert (ledger["resolved"], ledger["closed"], ledger["followers_told"]) == (4, 6, 2)
    assert "Merges planned" in output


def test_without_the_players_cases_are_opened_routed_and_left_to_people(ready_file: Path, tmp_path: Path) -> None:
    export, columns = tmp_path / "springfield.csv", tmp_path / "springfield.yaml"
    export.write_text(OWN_EXPORT)
    columns.write_text(OWN_MAP)
    arguments = (str(export), "--map", str(columns), "--limit", "2", "--rate", "5", "--no-work")
    code, output, told = run_replay(ready_file, *arguments)
    assert code == 0, output
    ledger = told["ledger"]
    assert (ledger["opened"], ledger["routed"], ledger["closed"]) == (2, 2, 0)


def test_ctrl_c_prints_the_ledger_so_far(ready_file: Path, tmp_path: Path) -> None:
    export = tmp_path / "springfield.csv"
    rows = range(20_000)  # more than any machine takes in the time of this test
    export.write_text("sr_number,sr_type\n" + "".join(f"{row},Pothole\n" for row in rows))
    command = [*listening_to_ctrl_c(), *replay_command(ready_file, str(export), "--rate", "4")]
    process = subprocess.Popen(
        command, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    while line and not re.search(r"accepted [1-9]", line):
        line = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=patient(120))
    assert process.returncode == 130, printed
    assert "This is the ledger so far" in printed
    assert "Rows read" in printed


def listening_to_ctrl_c() -> list[str]:
    """What goes before a command: in the background of a shell neither tests nor what they start hear Ctrl-C."""
    heard = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", heard]


def test_an_export_that_nobody_knows_is_refused_before_anything_is_sent(ready_file: Path, tmp_path: Path) -> None:
    export = tmp_path / "other.csv"
    export.write_text("no,what\n1,Pothole\n")
    code, output, _ = run_replay(ready_file, str(export))
    assert code == 1
    assert "columns of none of the exports we know" in output
    assert "Traceback" not in output


def open_patiently(client: httpx.Client, api: str, number: int) -> str:
    """Open a case as a patient client does: told to come back later, it does, with the same key."""
    deadline = time.monotonic() + patient(240)
    pause = threading.Event()
    while True:
        answer = client.post(
            f"{api}/cases",
            json={"service_code": "pothole", "place": {"lat": 44.64, "long": -63.57}, "description": f"Hole {number}"},
            headers={"Idempotency-Key": f"crowd-{number:020d}"},
        )
        if answer.status_code == 201:
            return str(answer.json()["reference"])
        assert answer.status_code in (429, 502, 503, 504), answer.text
        assert time.monotonic() < deadline, answer.text
        pause.wait(0.2)


def test_many_openings_at_once_while_the_stream_is_worked_lose_nothing(
    suite: RunningSuite, ready_file: Path, tmp_path: Path
) -> None:
    export = tmp_path / "springfield.csv"
    export.write_text("sr_number,sr_type,origin\n" + "".join(f"{row},Pothole,Internet\n" for row in range(20)))
    with (
        ThreadPoolExecutor(OPENINGS + 1) as pool,
        httpx.Client(timeout=patient(120), limits=httpx.Limits(max_connections=OPENINGS)) as client,
    ):
        working = pool.submit(run_replay, ready_file, str(export), "--work")
        references = list(pool.map(lambda number: open_patiently(client, suite.api, number), range(OPENINGS)))
        code, output, told = working.result()
        again = [open_patiently(client, suite.api, number) for number in range(5)]
    assert len(set(references)) == OPENINGS
    assert again == references[:5]
    expect_whole(code, output, told, accepted=20)
    assert wait_until_routed(suite, set(references)) == set()


def wait_until_routed(suite: RunningSuite, references: set[str]) -> set[str]:
    """Wait until each case has been given to an agency; gives those that never were."""
    deadline = time.monotonic() + patient(300)
    pause = threading.Event()
    left = set(references)
    while left and time.monotonic() < deadline:
        statuses = list_statuses(suite)
        assert references <= statuses.keys()
        left = {reference for reference in references if statuses[reference] == "open"}
        pause.wait(1 if left else 0)
    return left


def list_statuses(suite: RunningSuite) -> dict[str, str]:
    """The status of every case opened since yesterday, as partners may read it: midnight may have passed."""
    today = datetime.now(UTC).date()
    return list_statuses_of(suite, today - timedelta(days=1)) | list_statuses_of(suite, today)


def list_statuses_of(suite: RunningSuite, day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    cursor = ""
    while True:
        query = {"limit": "100", "day": day.isoformat()} | ({"cursor": cursor} if cursor else {})
        answer = httpx.get(f"{suite.api}/cases", params=query, headers={"x-api-key": suite.api_key}, timeout=ANSWER)
        if answer.status_code in (429, 503):
            continue
        page = answer.json()
        found |= {case["reference"]: case["status"] for case in page["cases"]}
        cursor = page["cursor"] or ""
        if not cursor:
            return found
