"""What surveys say, for everybody and at the desk: each language, CSV and JSON, small numbers gone, one Query."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from html import unescape
from typing import Any

import pytest

from onestop.domain.surveys.results import SurveyedCase, work_out_results
from onestop.domain.surveys.results_as_data import COLUMNS, as_told
from onestop.domain.surveys.shortfall import SurveyTarget
from onestop.storage.catalogue.published_insights import keep_survey_results
from tests.aws_in_memory import Aws, Calls
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.portal.test_insights import ask

TONE = {"tone": "displeased", "service": "pothole", "answers": 11}
AT = "2026-11-29T08:00:00+00:00"
WORDS = {
    "en": (
        "What people answered",
        "Pothole",
        "4.5 (4.2–4.8)",
        "Not known",
        "It is not solved",
        "4.6",
        "Begun in",
        "Displeased",
    ),
    "es": (
        "Lo que respondió la gente",
        "Bache",
        "4,5 (4,2–4,8)",
        "No se sabe",
        "No está resuelto",
        "4,6",
        "Empezó en",
        "Descontento",
    ),
    "zh-Hans": ("人们的回答", "道路坑洼", "4.5 (4.2–4.8)", "未知", "没有解决", "4.6", "开始于", "不满"),
}


def outcome(number: int, service: str, channel: str, scores: tuple[tuple[str, int], ...] | None) -> SurveyedCase:
    return SurveyedCase(
        survey="standard",
        service=service,
        agency="streets",
        channel=channel,
        district="",
        language="es",
        resolved_on=date(2026, 11, 3),
        presented=True,
        scores=scores,
    )


def a_quarter() -> dict[str, Any]:
    """Of 40 potholes 12 answered, half 5 and half 4; of 30 other cases 11; of three lamps one, who must not be seen."""
    potholes = [outcome(n, "pothole", "web", (("satisfaction", 5 - n % 2),) if n < 12 else None) for n in range(40)]
    others = [outcome(n, "noise", "phone", (("satisfaction", 3),) if n < 11 else None) for n in range(30)]
    lamps = [outcome(n, "street-light", "phone", (("satisfaction", 1),) if n < 1 else None) for n in range(3)]
    targets = {"pothole": SurveyTarget("satisfaction", 4.6)}
    told = as_told(work_out_results([*potholes, *others, *lamps]), AT, targets)
    begun = {"service": "pothole", "quarter": "2026Q3", "mean": 3.2, "target": 4.6, "state": "done", "mean_since": 4.5}
    return {
        **told,
        "themes": [{"theme": "unsolved", "service": None, "answers": 14}],
        "tones": [TONE],
        "improvements": [begun],
    }


def supervisor(language: str = "en") -> Browser:
    return signed_in(role="supervisor", sub="chief-1", language=language)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_everybody_and_supervisors_read_the_same_figures_in_their_language(
    aws: Aws, calls: Calls, language: str
) -> None:
    keep_survey_results(a_quarter())
    ask("/insights/surveys", lang=language)  # the catalogue is in memory from now on
    chief = supervisor(language)
    chief.get("/desk/insights/surveys")
    calls.forget()
    public = unescape(ask("/insights/surveys", lang=language)["body"])
    assert calls.names == ["Query"]
    calls.forget()
    desk = unescape(chief.get("/desk/insights/surveys")["body"])
    assert calls.names == ["GetItem", "Query"]  # the session, and what was published
    for page in (public, desk):
        assert [words for words in WORDS[language] if words not in page] == []
        assert page.count("<caption>") == 19  # two tables for each of eight dimensions, themes, tones and improvements
        assert "{" not in page.partition("<main")[2].partition("</main>")[0]


def test_who_answered_alone_is_in_no_table_and_cannot_be_worked_out_from_one(aws: Aws) -> None:
    keep_survey_results(a_quarter())
    told = json.loads(ask("/insights/surveys.json")["body"])
    assert told == a_quarter()
    rows = list(csv.DictReader(io.StringIO(ask("/insights/surveys.csv")["body"])))
    assert tuple(rows[0]) == COLUMNS
    services = {row["group"]: row for row in rows if row["dimension"] == "service"}
    assert (services["pothole"]["answered"], services["pothole"]["target"]) == ("12", "4.6")
    # noise is away too: 24 in all less its 11 and the 12 of potholes would tell of the one lamp
    assert [(services[name]["answered"], services[name]["question"]) for name in ("noise", "street-light")] == [
        ("", ""),
        ("", ""),
    ]
    assert not [row for row in rows if row["mean"] == "1.0"]


def test_it_is_taken_away_at_the_desk_and_a_contractor_does_not_see_it(aws: Aws) -> None:
    assert "There are no results yet." in ask("/insights/surveys", lang="en")["body"]
    chief = supervisor()
    assert [ask(f"/insights/surveys.{end}")["statusCode"] for end in ("csv", "json")] == [404, 404]
    assert [chief.get(f"/desk/insights/surveys.{end}")["statusCode"] for end in ("csv", "json")] == [404, 404]
    keep_survey_results(a_quarter())
    assert json.loads(chief.get("/desk/insights/surveys.json")["body"]) == a_quarter()
    public = ask("/insights/surveys.csv")["body"]
    assert chief.get("/desk/insights/surveys.csv")["body"].lstrip("\ufeff") == public
    hired = signed_in(agency="greenhaul", role="supervisor", sub="hired-1")
    assert {hired.get(f"/desk/insights/surveys{end}")["statusCode"] for end in ("", ".csv", ".json")} == {403}
