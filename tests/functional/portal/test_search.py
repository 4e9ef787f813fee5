"""What do you need? One box finds services with why, leads to a case, and loses nothing that was typed."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from portal import handler as portal
from portal.search.scripts import name, text
from tests.builders import a_reference, an_api_event
from tests.functional.portal.reading import language_of, post, value_of

LANGUAGES = ("en", "zh-Hans", "es")
KILOBYTE = 1024
FIRST_PAGE = 35 * KILOBYTE


def ask(path: str, *, headers: dict[str, str] | None = None, **query: str) -> dict[str, Any]:
    """As API Gateway hands on what only its last route takes."""
    event = an_api_event("GET", path, query=query or None, headers=headers)
    if path != "/":
        event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": path[1:]}}
        event["requestContext"] |= {"resourcePath": "/{proxy+}", "httpMethod": "GET"}
    return portal.handle(event, None)


def found_in(answer: dict[str, Any]) -> list[str]:
    """The services that a page leads to, in its order."""
    return re.findall(r"/report\?service=([a-z-]+)", answer["body"])


def wire(body: str) -> int:
    return len(gzip.compress(body.encode(), 6))


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_in_any_language_finds_the_service_in_the_language_of_the_page(
    language: str, catalogue: Catalogue
) -> None:
    for typed in ("potole", "bache", "坑洼"):
        answer = ask("/search", q=typed, lang=language)
        assert answer["statusCode"] == 200
        assert language_of(answer) == language
        assert found_in(answer)[0] == "pothole"
        assert catalogue.services["pothole"]["name"][language] in answer["body"]
        assert f"/around?service=pothole&amp;lang={language}" in answer["body"]
        assert value_of(answer, "q") == typed


@pytest.mark.usefixtures("aws")
def test_a_sentence_finds_services_by_what_is_meant_and_says_why() -> None:
    answer = ask("/search", q="my trash was not collected this week", lang="en")
    assert found_in(answer)[0] == "missed-collection"
    assert "Found by: " in answer["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("write", [str.lower, lambda said: said.replace("-", " "), "my case {} please".format])
def test_a_reference_leads_to_its_case_however_it_was_typed(write: Any) -> None:
    reference = a_reference(7)
    answer = ask("/search", q=write(reference), lang="es")
    assert answer["statusCode"] == 303
    assert answer["headers"]["Location"].endswith(f"/track?reference={reference}&lang=es")
    suggested = json.loads(ask("/api/suggestions", text=write(reference))["body"])
    assert (suggested["reference"], suggested["services"]) == (reference, [])


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_found_the_words_go_on_to_the_report_and_the_telephone_is_there(
    language: str, catalogue: Catalogue
) -> None:
    words = 'xyzzy "qwrt" <b>'
    answer = ask("/search", q=words, lang=language)
    assert answer["statusCode"] == 200
    assert not found_in(answer)
    assert "tel:+15550100" in answer["body"]
    assert "<b>" not in answer["body"]
    fields = {field: value_of(answer, field) for field in ("key", "description")}
    assert fields["description"] == words
    step = post("/report/what", fields, lang=language)
    assert step["statusCode"] == 200
    assert value_of(step, "description") == words


@pytest.mark.usefixtures("aws")
def test_an_empty_box_leads_home() -> None:
    answer = ask("/search", q="  ", lang="es")
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/?lang=es")


@pytest.mark.usefixtures("aws")
def test_who_names_danger_in_the_box_reads_the_number_before_anything_else() -> None:
    body = ask("/search", q="I smell gas in my house", lang="en")["body"]
    assert body.index('href="tel:911"') < body.index("<h1")
    assert 'href="tel:911"' not in ask("/search", q="pothole", lang="en")["body"]


@pytest.mark.usefixtures("aws")
def test_suggestions_are_small_kept_for_a_minute_and_open_to_pages_of_others() -> None:
    answer = ask("/api/suggestions", text="pot", lang="zh-Hans")
    said = json.loads(answer["body"])
    assert said["language"] == "zh-Hans"
    assert said["services"][0]["service_code"] == "pothole"
    assert len(answer["body"].encode()) < KILOBYTE
    assert answer["headers"]["Cache-Control"] == "public, max-age=60"
    assert answer["headers"]["Access-Control-Allow-Origin"] == "*"
    again = ask("/api/suggestions", headers={"If-None-Match": answer["headers"]["ETag"]}, text="pot", lang="zh-Hans")
    assert again["statusCode"] == 304
    for nothing in ({}, {"text": " "}, {"text": "x" * 200}):
        assert json.loads(ask("/api/suggestions", **nothing)["body"])["services"] == []
    refused = ask("/api/suggestions", text="x" * 201)
    assert refused["statusCode"] == 400
    assert "at most 200 characters" in refused["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_loads_one_script_of_ours_and_stays_within_its_budget(language: str) -> None:
    answer = ask("/", lang=language)
    named = re.findall(r'<(?:script|img|link)[^>]* (?:src|href)="(.*?)"', answer["body"])
    loaded = [unescape(there) for there in named if not there.startswith("data:")]
    assert loaded == [f"/search/{name()}"]
    script = ask(loaded[0])
    assert script["body"] == text()
    assert "immutable" in script["headers"]["Cache-Control"]
    assert wire(answer["body"]) + wire(script["body"]) <= FIRST_PAGE
    assert "script-src 'self'" in answer["headers"]["Content-Security-Policy"]
    assert "unsafe" not in answer["headers"]["Content-Security-Policy"]
    assert "<script>" not in answer["body"]


@pytest.mark.usefixtures("aws")
def test_a_script_of_another_release_is_not_there() -> None:
    assert ask("/search/search-0000000000000000.js")["statusCode"] == 404
