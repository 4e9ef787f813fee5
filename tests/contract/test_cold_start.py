"""What a resident waits for when a function wakes up: nothing that it does not need is loaded."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
from typing import Any

import pytest

from tests.cold_start import GOALS
from tests.contract.template import FUNCTIONS, ROOT
from tests.patience import patient

LAYER = ROOT / "layers" / "common" / "python"
HEAVY = {
    *("aws_xray_sdk", "pydantic", "boto3", "boto3.resources", "jinja2", "requests", "moto", "yaml"),
    *("PIL", "pillow_heif", "nh3", "mailparser_reply", "fasttext", "email.mime.multipart", "holidays", "phonenumbers"),
    *("segno", "jsonschema_rs", "stdnum", "reportlab", "pypdf"),
}
BATCH = "aws_lambda_powertools.utilities.batch"
NOT_LOADED = {
    "IntakeFunction": HEAVY | {BATCH},
    "CaseworkFunction": HEAVY | {BATCH},
    "DeskFunction": HEAVY | {BATCH},
    "SurveysFunction": HEAVY | {BATCH},
    "Open311Function": HEAVY | {BATCH},
    "VoiceFunction": HEAVY | {BATCH},
    "MailroomFunction": HEAVY,  # what reads mail is loaded by the first mail
    "AttachmentsFunction": HEAVY - {"PIL", "pillow_heif"},
    # what checks answers is loaded by the first page that is sent, and what cases are by none
    "ApplicationsFunction": HEAVY | {BATCH, "onestop.domain.cases.case"},
    "PortalFunction": HEAVY - {"jinja2"} | {BATCH},  # pages are what it is for
}
SCRIPT = """
import json, sys
bare = {*sys.modules}
import importlib
importlib.import_module(sys.argv[1])
print(json.dumps(sorted({*sys.modules} - bare)))
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, set[str]]:
    """What each handler loads in an interpreter of its own, all of them started at once."""
    running = {name: start_import(properties) for name, properties in FUNCTIONS.items()}
    answers = {name: process.communicate(timeout=patient(120)) for name, process in running.items()}
    assert {name: answer[1] for name, answer in answers.items() if running[name].returncode} == {}
    return {name: set(json.loads(answer[0])) for name, answer in answers.items()}


def start_import(properties: dict[str, Any]) -> subprocess.Popen[str]:
    module = properties["Handler"].rpartition(".")[0]
    paths = os.pathsep.join([str(LAYER), str(ROOT / properties["CodeUri"]), *site.getsitepackages()])
    return subprocess.Popen(
        [
            sys.executable,
            "-S",
            "-c",
            SCRIPT,
            module,
        ],  # what this environment does at each start is none of a function's
        env={"PYTHONPATH": paths, "PATH": os.environ.get("PATH", "")},  # nothing is set that the template would set
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_loads_nothing_that_it_does_not_need_at_once(loaded: dict[str, set[str]], function: str) -> None:
    assert loaded[function] & NOT_LOADED.get(function, HEAVY) == set()


def test_every_function_has_a_goal_for_its_cold_start() -> None:
    assert GOALS.keys() == FUNCTIONS.keys()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_loads_no_more_modules_than_its_goal_allows(loaded: dict[str, set[str]], function: str) -> None:
    """Whoever needs more may raise the goal in `tests/cold_start.py`, and sees there what it costs residents."""
    assert len(loaded[function]) <= GOALS[function].modules, f"{len(loaded[function])} modules"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_loads_another(loaded: dict[str, set[str]], function: str) -> None:
    packages = {properties["Handler"].partition(".")[0] for properties in FUNCTIONS.values()}
    own = FUNCTIONS[function]["Handler"].partition(".")[0]
    assert loaded[function] & packages == {own}
