"""A real log of permit applications, played at its own times on a suite whose clock is told the time."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.patience import patient
from tests.permits.course import code_of
from tests.permits.log import read_log
from tests.suites import ROOT, Started, environment, start_up, stop

pytestmark = pytest.mark.e2e

LOG = ROOT.parent / "shared" / "data" / "process_logs" / "coselog_permit_receipt.csv"
OFFICE = ROOT / "infra" / "jurisdictions" / "permit-office"
LIMIT = patient(300.0)  # seconds for a replay on a slow machine
CASES = 25
LAST = "t05"  # when this is done, what follows from a decision begins; before, it is ahead of its stage


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """The permit office, going by the time that it is told."""
    if not LOG.exists():
        pytest.skip("the log of permits is not on this machine")
    folder = tmp_path_factory.mktemp("office")
    started = start_up(folder, "--clock", "stated", "--jurisdiction", str(OFFICE), "--cold")  # few functions are needed
    yield started
    assert stop(started) == 0, started.output.read_text()


def choose_cases() -> set[str]:
    """Some cases of the log: the first of each kind that any of its activities, ends and deadlines make."""
    seen: set[object] = set()
    chosen: list[str] = []
    for application in read_log(LOG):
        codes = [code_of(event.activity) for event in application.events]
        days = (application.deadline - application.start).days
        length = "long" if days > 90 else "usual" if days >= 55 else "short"
        codes += [LAST] * (LAST not in codes)
        kinds: set[object] = {(code, codes.count(code) > 1) for code in codes}
        kinds |= {length, ("last", application.events[-1].activity, application.end is None)}
        kinds |= {
            ("ahead", code) for code in ("t11", "t16") if code in codes and codes.index(code) < codes.index("t02")
        }
        if kinds - seen:
            seen |= kinds
            chosen.append(application.id)
    return set(chosen[:CASES])


def on_log(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.permits", *arguments]


def replay(office: Started, log: Path, *options: str) -> tuple[int, str, dict[str, Any]]:
    """Play a log; gives the exit code, what was printed, and the comparison."""
    told = log.with_suffix(".json")
    ready = next(office.output.parent.glob("ready-*.json"))
    arguments = on_log(str(log), "--ready-file", str(ready), "--json", str(told), *options)
    done = subprocess.run(
        arguments,
        cwd=ROOT,
        env=environment(log.parent) | {"COLUMNS": "160"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    return done.returncode, done.stdout, json.loads(told.read_text()) if told.exists() else {}


def test_applications_of_every_kind_end_as_in_the_log_with_its_deadlines(office: Started, tmp_path: Path) -> None:
    chosen, log = choose_cases(), tmp_path / "some.csv"
    with LOG.open(encoding="utf-8", newline="") as whole, log.open("w", encoding="utf-8", newline="") as some:
        rows = csv.DictReader(whole)
        writer = csv.DictWriter(some, rows.fieldnames or ())
        writer.writeheader()
        writer.writerows(row for row in rows if row["case"] in chosen)
    code, output, told = replay(office, log, "--concurrency", "8")
    assert code == 0, output
    assert told["agrees"]
    lines = {line["name"]: line["count"] for line in told["comparison"]}
    assert lines["Cases"] == lines["End states as in the log"] == len(chosen)
    assert lines["closed, all done"] > 0
    assert lines["closed before all was done"] > 0
    assert lines["open"] > 0
    assert lines["ahead of its stage, opened by staff"] > 0
    assert lines["once more, opened by staff"] > 0
