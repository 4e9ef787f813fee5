"""The public page of figures: each with its words, its picture and its table, in each language, and as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from onestop.storage.catalogue.published_insights import keep_insights
from portal import handler as portal
from tests.aws_in_memory import Aws
from tests.builders import an_api_event
from tests.functional.portal.reading import language_of

FIGURES = {
    "at": "2026-03-02T13:00:00+00:00",
    "least": 20,
    "volumes": [{"month": "2026-01", "cases": 120}, {"month": "2026-02", "cases": 60}],
    "promise_kept": [{"service": "pothole", "cases": 90, "percent": 87.5}],
    "time_to_resolve": [{"service": "pothole", "cases": 90, "hours": 12.25}],
    "still_waiting": [{"days": 7, "percent": 40.0, "low": 35.5, "high": 44.5}],
    "channels": [{"channel": "phone", "cases": 100, "percent": 55.6}, {"channel": "<b>", "cases": 80, "percent": 44.4}],
    "satisfaction": [{"service": "pothole", "answers": 30, "percent": 60.0}],
    "comparisons": 40,
    "findings": [
        {"dimension": "channel", "group": "phone", "respect": "resolved", "worse": True, "cases": 100, "effect": 0.8,
         "low": 0.7, "high": 0.9},
    ],
}  # fmt: skip
WORDS = {"en": "Promises kept", "es": "Promesas cumplidas", "zh-Hans": "兑现的承诺"}


def ask(path: str, **query: str) -> dict[str, Any]:
    """As API Gateway hands on what has no route of its own there."""
    event = an_api_event("GET", path, query=query or None)
    context = event["requestContext"] | {"resourcePath": "/{proxy+}", "httpMethod": "GET"}
    more = {"resource": "/{proxy+}", "pathParameters": {"proxy": path.lstrip("/")}, "requestContext": context}
    return portal.handle(event | more, None)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_figure_has_its_words_its_picture_and_its_table(aws: Aws, language: str) -> None:
    keep_insights(FIGURES)
    answer = ask("/insights", lang=language)
    assert (answer["statusCode"], language_of(answer)) == (200, language)
    body = answer["body"]
    assert WORDS[language] in unescape(body)
    assert (body.count("<svg viewBox"), body.count('<rect x="0"')) == (6, 8)
    assert body.count("<table class") == 7
    assert "&lt;b&gt;" in body
    assert "<b>" not in body


def test_months_and_districts_are_said_in_words(aws: Aws) -> None:
    finding = {**FIGURES["findings"][0], "dimension": "district", "group": "old-town"}
    keep_insights({**FIGURES, "findings": [finding]})
    body = ask("/insights", lang="es")["body"]
    assert [words in body for words in ("enero de 2026", "Casco Antiguo", "2026-01", "old-town")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_bar_is_as_long_as_its_number(aws: Aws) -> None:
    keep_insights(FIGURES)
    widths = [int(wide) for wide in re.findall(r'<rect x="0" y="\d+" width="(\d+)"', ask("/insights")["body"])]
    assert widths[:2] == [320, 160]
    assert widths[2] == round(320 * 0.875)


def test_figures_are_there_for_programs(aws: Aws) -> None:
    keep_insights(FIGURES)
    assert json.loads(ask("/insights.json")["body"]) == FIGURES
    table = ask("/insights/promise_kept.csv")
    assert table["headers"]["Content-Type"].startswith("text/csv")
    assert list(csv.DictReader(io.StringIO(table["body"]))) == [
        {"service": "pothole", "percent": "87.5", "cases": "90"}
    ]


def test_without_figures_the_page_says_so_and_programs_are_told(aws: Aws) -> None:
    assert "There are no figures yet." in ask("/insights", lang="en")["body"]
    assert ask("/insights.json")["statusCode"] == 404
    keep_insights(FIGURES)
    assert ask("/insights/secrets.csv")["statusCode"] == 404


def test_numbers_are_written_as_the_reader_writes_them(aws: Aws) -> None:
    keep_insights(FIGURES)
    assert [written in ask("/insights", lang="es")["body"] for written in ("87,5", "87.5", "12,2")] == [
        True,
        False,
        True,
    ]
    assert "87.5" in ask("/insights", lang="zh-Hans")["body"]


@pytest.mark.parametrize(("language", "number"), [("en", "87.5%"), ("es", "87,5\u00a0%"), ("zh-Hans", "87.5%")])
def test_one_number_can_stand_on_any_page_as_a_picture(aws: Aws, language: str, number: str) -> None:
    keep_insights(FIGURES)
    told = ask("/insights/promise_kept.svg", lang=language)
    assert told["headers"]["Content-Type"] == "image/svg+xml"
    assert told["headers"]["Access-Control-Allow-Origin"] == "*"
    assert unescape(told["body"].strip()) in unescape(ask("/insights", lang=language)["body"])
    assert ElementTree.fromstring(told["body"]).get("aria-label") == f"{WORDS[language]}: {number}"
    assert ask("/insights/time_to_resolve.svg")["statusCode"] == 404  # times of services cannot be put together


def test_figures_are_described_for_catalogues_of_open_data(aws: Aws) -> None:
    keep_insights(FIGURES)
    package = json.loads(ask("/insights/datapackage.json", lang="es")["body"])
    for resource in package["resources"]:
        table = ask(urlsplit(resource["path"]).path)
        assert table["statusCode"] == 200
        columns = next(csv.reader(io.StringIO(table["body"])))
        assert columns == [field["name"] for field in resource["schema"]["fields"]]
    dataset = json.loads(ask("/insights/dcat.jsonld", lang="es")["body"])
    assert dataset["@type"] == "dcat:Dataset"
    assert [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]] == [
        resource["path"] for resource in package["resources"]
    ]
