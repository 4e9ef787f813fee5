"""A city of our own for schedules: small plans in which everything that a plan can say happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from onestop.storage.catalogue import releases
from tests.aws_in_memory import Aws
from tests.builders import a_catalogue, a_service
from tests.functional.schedules.lives import missing
from tests.functional.schedules.world import keep_catalogue

QUESTION = {"code": "satisfaction", "kind": "scale", "required": True, "text": {"en": "How did it go?"}}
SURVEY = {"code": "standard", "questions": [QUESTION]}
WORDS = {"email": {"subject": {"en": "Your answer"}, "body": {"en": "((link))"}}, "sms": {"en": "((link))"}}
LETTERS = [{"code": code, **WORDS} for code in ("survey-invited", "resident-asked")]


def task(code: str, agency: str, **fields: Any) -> dict[str, Any]:
    return {"code": code, "agency": agency, "due_hours": 8, **fields}


def stage(*tasks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"code": tasks[0]["code"], "tasks": list(tasks), **fields}


def service(code: str, *plan: dict[str, Any], survey: str = "none") -> dict[str, Any]:
    return a_service(code=code, plan=list(plan), survey=survey, keywords={"en": [code]}, next={"en": "Wait."})


CITY = a_catalogue(
    service(
        "street",
        stage(task("dig", "streets"), task("pipes", "water")),
        stage(task("plant", "parks")),
        survey="standard",
    ),
    service("permit", stage(task("photo", "buildings", done_by="resident"), task("check", "streets"))),
    service("wall", stage(task("look", "buildings"), task("clear", "streets", done_by="service", service="bin"))),
    service("bin", stage(task("empty", "sanitation"))),
    service(
        "race",
        stage(task("first", "streets"), task("second", "water"), task("third", "parks"), complete="any"),
        stage(task("again", "streets", repeatable=True), task("maybe", "parks", optional=True)),
    ),
    email_from="onestop@smallville.example",
)


@pytest.fixture
def city(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """AWS in memory with our catalogue, and a clock that says what it is told."""
    monkeypatch.setenv("CLOCK", "stated")
    aws.publish({**CITY.release, "surveys": [SURVEY], "letters": LETTERS})
    keep_catalogue()
    yield aws
    releases.forget()


@pytest.fixture(scope="package", autouse=True)
def all_are_lived() -> Iterator[None]:
    """Nobody thinks that more schedules were lived through than were; a test that fails says so itself."""
    yield
    assert missing() == {}
