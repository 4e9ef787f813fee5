"""What cases teach, at the desk: each lesson in the reader's words with a case to do it in; tables to take away."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from casework.pages.insights.texts import MEASURES
from onestop.domain.insights.lessons import SAYS
from onestop.storage.catalogue.published_insights import keep_lessons
from onestop_cli.project import find_project
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import signed_in

VALUES: dict[str, dict[str, Any]] = {
    "hot_spot": {"service": "pothole", "zone": ["harbourside"], "days": 5, "cases": 18, "expected": 4.25},
    "under_reporting": {"district": "old-town", "times": 2.5, "low": 1.5, "high": 3.5},
    "waiting": {"service": "pothole", "from_step": "task.opened", "to_step": "task.completed", "cases": 60,
                "hours": 71.5},
    "between": {"from_agency": "streets", "to_agency": "water", "cases": 40, "hours": 30.0},
    "rework": {"service": "pothole", "step": "task.transferred", "percent": 12.5},
    "together": {"first": "pothole", "then": "noise", "lift": 3.5, "people": 40, "support": 0.1, "confidence": 0.4},
    "next": {"first": "pothole", "then": "noise", "lift": 3.5, "people": 40, "support": 0.1, "confidence": 0.4},
    "topic": {"words": "<b>brown water", "cases": 14, "expected": 1.5, "service": "tap-water"},
    **{f"staffing_{what}": {"agency": "public-works", "tasks": 120.0, "low": 90.5, "high": 150.0, "people": 4.0,
       "fewest": 3.0, "most": 5.0, "done": 80.0, "apart": 1.5} for what in ("short", "spare")},
    "anomaly": {"service": "pothole", "agency": "public-works", "watched": "reopened", "percent": 25.0, "usual": 4.5,
                "cases": 40},
    "anomaly_volume": {"service": "pothole", "agency": "public-works", "usual": 20.5, "cases": 60},
    "unequal": {"dimension": "language", "group": "es", "respect": "resolved", "cases": 90, "effect": 0.8, "low": 0.7,
                "high": 0.9},
}  # fmt: skip
TOLD = {
    "at": "2026-03-02T13:00:00+00:00",
    "lessons": [{"kind": kind, "values": values, "chance": 0.0125 if kind == "hot_spot" else None}
                for kind, values in VALUES.items()],
    "measures": {"volumes": {"means": "How many.", "owner": "a", "target": "none",
                             "rows": [{"month": "2026-02-01", "service": "pothole", "cases": 9}]}},
}  # fmt: skip


@pytest.mark.parametrize(("language", "expected"), [("en", "4.2"), ("es", "4,2"), ("zh-Hans", "4.2")])
def test_each_lesson_stands_there_in_words_with_what_could_be_done(aws: Aws, language: str, expected: str) -> None:
    assert VALUES.keys() == SAYS.keys()
    keep_lessons(TOLD)
    page = unescape(signed_in(role="supervisor", sub="chief-1", language=language).get("/desk/insights")["body"])
    assert page.count("<li data-row>") == len(VALUES)
    assert expected in page
    assert "{" not in page
    assert not [
        code for code in ("harbourside", "old-town", "task.opened", "tap-water", "public-works") if f"{code} " in page
    ]


def test_a_lesson_is_a_new_case_whose_words_stand_there_already(aws: Aws) -> None:
    keep_lessons(TOLD)
    chief = signed_in(role="supervisor", sub="chief-1")
    page = chief.get("/desk/insights")["body"]
    assert "<b>brown" not in page
    address = unescape(page.partition('class="button second" href="')[2].partition('"')[0])
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    form = unescape(chief.get(urlsplit(address).path, **asked)["body"])
    assert "more cases than usual in Harbourside. Cases: 18; usual: " in form
    assert "Look for one cause in Harbourside" in form


def test_supervisors_and_auditors_take_it_away_and_contractors_do_not_see_it(aws: Aws) -> None:
    chief = signed_in(role="supervisor", sub="chief-1")
    assert "Nothing was published yet." in chief.get("/desk/insights")["body"]
    assert chief.get("/desk/insights/insights.json")["statusCode"] == 404
    keep_lessons(TOLD)
    assert json.loads(chief.get("/desk/insights/insights.json")["body"]) == TOLD
    rows = list(csv.DictReader(io.StringIO(chief.get("/desk/insights/lessons.csv")["body"].lstrip("\ufeff"))))
    assert [row["kind"] for row in rows] == list(VALUES)
    measure = chief.get("/desk/insights/volumes.csv")["body"].lstrip("\ufeff")
    assert next(csv.DictReader(io.StringIO(measure)))["cases"] == "9"
    assert chief.get("/desk/insights/secrets.csv")["statusCode"] == 404
    assert signed_in(role="auditor", sub="auditor-1").get("/desk/insights")["statusCode"] == 200
    hired = signed_in(agency="greenhaul", role="supervisor", sub="hired-1")
    assert hired.get("/desk/insights")["statusCode"] == 403
    assert hired.get("/desk/insights/lessons.csv")["statusCode"] == 403


def test_every_measure_has_a_name_at_the_desk() -> None:
    files = (find_project().root / "infra" / "insights" / "measures").glob("*.sql")
    assert {path.stem for path in files} | {"message_reach", "staffing"} == MEASURES.keys()
