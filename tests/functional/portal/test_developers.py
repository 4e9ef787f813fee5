"""The page for developers, the document behind it, and addresses at which there is nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from onestop_cli.openapi.document import COMMITTED
from portal import handler as portal
from portal.document import methods_at
from tests.builders import an_api_event, said
from tests.functional.portal.reading import language_of
from tests.functional.problems import problem

DOCUMENT: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
CALLS = [operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()]


def ask(path: str, method: str = "GET", **query: str) -> dict[str, Any]:
    return portal.handle(an_api_event(method, path, query=query or None), None)


def stray(method: str, path: str, **query: str) -> dict[str, Any]:
    """A request that no route takes, as API Gateway hands it to the one that takes all others."""
    event = an_api_event("GET", "/developers", query=query or None)
    context = event["requestContext"] | {"resourcePath": "/{proxy+}", "httpMethod": method}
    parts = {"proxy": path.lstrip("/")}
    more = {"resource": "/{proxy+}", "path": path, "httpMethod": method, "pathParameters": parts}
    return portal.handle(event | more | {"requestContext": context}, None)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", ["en", "zh-Hans", "es"])
def test_the_page_shows_every_call_in_a_frame_in_the_language(language: str) -> None:
    answer = ask("/developers", lang=language)
    assert answer["statusCode"] == 200
    assert language_of(answer) == language
    assert re.findall('<details class="call" id="(.*?)"', answer["body"]) != []
    assert {*re.findall('<details class="call" id="(.*?)"', answer["body"])} == {*CALLS}
    assert "<script" not in answer["body"]
    assert ('lang="en"' in answer["body"].partition("<main")[2]) is (language != "en")


@pytest.mark.usefixtures("aws")
def test_the_document_is_served_as_it_is_committed() -> None:
    answer = ask("/developers/openapi.json")
    assert answer["headers"]["Content-Type"] == "application/json"
    assert said(answer) == DOCUMENT


@pytest.mark.usefixtures("aws")
def test_the_document_of_events_is_served_and_the_page_leads_there() -> None:
    answer = ask("/developers/asyncapi.json")
    assert answer["headers"]["Content-Type"] == "application/json"
    assert said(answer)["asyncapi"] == "3.0.0"
    assert "/developers/asyncapi.json" in ask("/developers")["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/services", "GET, HEAD"),
        ("DELETE", "/api/cases", "GET, HEAD, POST"),
        ("PATCH", "/api/staff/cases/7KQ2-M4TX-9BWD-D/tasks/01/transfer", "POST"),
        ("DELETE", "/report", "GET, HEAD, POST"),
        ("PUT", "/open311/v2/services/pothole.json", "GET, HEAD"),
    ],
)
def test_a_method_that_an_address_does_not_have_is_refused_with_those_that_it_has(
    method: str, path: str, allowed: str
) -> None:
    answer = stray(method, path)
    problem(answer, 405)
    assert answer["headers"]["Allow"] == allowed


@pytest.mark.usefixtures("aws")
def test_an_unknown_address_is_a_problem_document_for_programs_and_a_page_for_people() -> None:
    problem(stray("GET", "/api/nothing"), 404)
    problem(stray("GET", "/open311/v3/services.json"), 404)
    page = stray("GET", "/nothing", lang="es")
    assert (page["statusCode"], language_of(page)) == (404, "es")


def test_a_literal_part_of_an_address_goes_before_one_that_may_be_anything() -> None:
    assert methods_at("/developers/openapi.json") == ("GET",)
    assert methods_at("/api/cases/") == ("GET", "POST")
    assert methods_at("/api/cases//messages") == ()
