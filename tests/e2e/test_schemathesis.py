"""Every call of the API, with requests right and wrong by our OpenAPI document, thousands in CI, against the suite.

schemathesis makes the requests from the committed document, completed by what this installation has, and holds every
answer against it with all the checks that it has. Three things are asked of it:

- Of the methods that an address does not have, two are sent: all are refused in one place (`runtime/methods.py`), and
  API Gateway has no TRACE and no QUERY.
- The same list in XML and CSV gets fewer requests than in JSON: it is one view, and a format at the end.
- All values at and beyond the limits of each field are sent in CI only: they are nine tenths of all requests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.openapi.document import COMMITTED
from onestop_cli.ready import RunningSuite
from tests.depth import ALL
from tests.e2e.api_cases import case_for_each, post_as_partner, resident_token, values_for
from tests.e2e.installation import complete
from tests.e2e.town import Town
from tests.patience import patient

ROOT = Path(__file__).parents[2]
HOOKS = Path(__file__).with_name("fresh_values.py")
CASES_AT_LEAST = 400
SECONDS_AT_MOST = patient(600)  # it takes about 60 on a machine that does nothing else
PHASES = {"examples", "fuzzing", "stateful"} | ({"coverage"} if ALL else set())
SETTINGS = """
hooks = {hooks}
seed = 311
continue-on-failure = true
request-timeout = {patience:.0f}
[cache]
enabled = false
[generation]
deterministic = true
database = "none"
max-examples = 3
[phases.coverage]
enabled = {coverage}
unexpected-methods = ["put", "delete"]
[phases.stateful.generation]
max-examples = 10
[auth.openapi]
staffToken = {{ bearer = {token} }}
residentToken = {{ bearer = {resident} }}
partnerKey = {{ api_key = {key} }}
[[operations]]
include-path-regex = "[.](xml|csv)$|/bulk/|/service/|/entries$"
phases.coverage.enabled = false
"""


@pytest.fixture(scope="module")
def checked(suite: RunningSuite, suite_clients: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the completed document, the settings, and what the hooks know."""
    folder, document = tmp_path_factory.mktemp("schemathesis"), json.loads(COMMITTED.read_text(encoding="utf-8"))
    with Town(suite, suite_clients) as town:
        cases, posted, token = case_for_each(town, document), post_as_partner(town), town.token("administrator")
        resident = resident_token(town)
        others = [town.open({"description": "Something else."})["reference"] for _ in range(2)]
    account = asdict(next(each for each in suite.staff if each.role == "administrator"))
    has = {"cases": cases, "account": {name: account[name] for name in ("username", "password")}}
    agencies = sorted({each.agency for each in suite.staff})
    settings = SETTINGS.format(
        coverage=json.dumps(ALL),
        patience=patient(60),
        hooks=json.dumps(str(HOOKS)),
        token=json.dumps(token),
        resident=json.dumps(resident),
        key=json.dumps(suite.api_key),
    )
    written = {
        "document.json": json.dumps(complete(document, values_for(posted, others, agencies))),
        "has.json": json.dumps(has),
        "settings.toml": settings,
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.timeout(SECONDS_AT_MOST + 120)
def test_every_answer_is_as_the_document_says_whatever_is_sent(suite: RunningSuite, checked: Path) -> None:
    report = checked / "report.json"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(checked / "settings.toml"), "run"]
    options = ["--url", suite.url, "--checks", "all", "--report", "json", "--report-json-path", str(report)]
    done = subprocess.run(
        [*command, str(checked / "document.json"), *options, "--no-color"],
        cwd=checked,
        env={**os.environ, "ONESTOP_CHECKED": str(checked / "has.json"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=SECONDS_AT_MOST,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["complete"]
    assert told["failures"] == told["errors"] == []
    assert told["operations"]["tested"] == told["operations"]["total"] > 60
    assert {phase for phase, how in told["phases"].items() if how["status"] == "success"} == PHASES
    assert told["test_cases"]["generated"] >= CASES_AT_LEAST
