"""Pages of other sites call the API: all of them what anybody may read, those that the jurisdiction lists the rest."""

from __future__ import annotations

from typing import Any

import pytest

from intake import handler as intake
from onestop.runtime.other_origins import BY_ANYBODY, BY_LISTED, OPEN_CALLS
from onestop.runtime.web import CALLERS, Caller
from portal import handler as portal
from tests.builders import an_api_event
from tests.functional.portal.test_search import ask

LISTED, OTHER = "https://www.city.example", "https://www.city.example.evil.example"
PREFIX = "Access-Control-"
PARTS = {"{reference}": "PE-26-AAAA-AAAA", "{task}": "inspect", "{attachment}": "a1"}


@pytest.fixture(autouse=True)
def lists_a_site(aws: Any, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"origins": [LISTED]}})


def filled(path: str) -> str:
    for part, value in PARTS.items():
        path = path.replace(part, value)
    return path


def preflight(path: str, origin: str, method: str) -> dict[str, Any]:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    event = an_api_event("OPTIONS", filled(path), headers=headers)
    if path in BY_ANYBODY and path != "/api/services":  # API Gateway knows these by its last route
        event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": filled(path)[1:]}}
    return portal.handle(event, None)


def said_of(answer: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in answer["headers"].items() if name.startswith(PREFIX)}


@pytest.mark.parametrize("path", sorted(BY_LISTED))
def test_a_listed_site_may_open_and_follow_cases_and_no_other(path: str) -> None:
    answer = preflight(path, LISTED, BY_LISTED[path])
    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert answer["headers"]["Vary"] == "Origin"
    assert said_of(answer) == {
        "Access-Control-Allow-Origin": LISTED,
        "Access-Control-Allow-Methods": BY_LISTED[path],
        "Access-Control-Allow-Headers": "Accept-Language, Content-Type, Idempotency-Key, If-None-Match, X-Case-Secret",
        "Access-Control-Max-Age": "600",
    }
    for other in (OTHER, "null", "*", LISTED.upper(), f"{LISTED}/", f"{LISTED}:8443", LISTED.replace("s:", ":")):
        refused = preflight(path, other, BY_LISTED[path])
        assert (refused["statusCode"], said_of(refused)) == (204, {})
        assert refused["headers"]["Vary"] == "Origin"


@pytest.mark.parametrize("path", sorted(BY_ANYBODY))
def test_what_anybody_may_read_every_site_may_read(path: str) -> None:
    assert said_of(preflight(path, OTHER, "GET"))["Access-Control-Allow-Origin"] == "*"
    if path == "/api/services":
        answer = intake.handle(an_api_event("GET", path, headers={"origin": OTHER}), None)
    else:
        answer = ask(path, headers={"Origin": OTHER})
    assert answer["headers"]["Access-Control-Allow-Origin"] == "*"  # a refusal as well: it says what would be right


@pytest.mark.parametrize("path", sorted(BY_LISTED))
@pytest.mark.parametrize("named", ["Origin", "origin"])
def test_a_listed_site_reads_each_answer_refusals_too(path: str, named: str) -> None:
    for origin, allowed in ((LISTED, LISTED), (OTHER, None)):
        headers = {named: origin, "Content-Type": "application/json"}
        answer = intake.handle(an_api_event(BY_LISTED[path], filled(path), body=None, headers=headers), None)
        assert answer["statusCode"] in (400, 404)
        assert answer["headers"].get("Access-Control-Allow-Origin") == allowed
        assert answer["headers"]["Vary"] == "Origin"
        assert "Access-Control-Allow-Credentials" not in answer["headers"]


def test_a_site_opens_a_case_and_reads_where_it_is() -> None:
    place = {"address": "12 Harbour Street"}
    need = {"service_code": "pothole", "description": "A deep hole", "place": place, "channel": "web"}
    headers = {"Origin": LISTED, "Content-Type": "application/json"}
    answer = intake.handle(an_api_event("POST", "/api/cases", body=need, headers=headers), None)
    assert answer["statusCode"] == 201, answer["body"]
    assert answer["headers"]["Access-Control-Allow-Origin"] == LISTED
    assert "Location" in answer["headers"]["Access-Control-Expose-Headers"].split(", ")


def test_calls_of_partners_and_staff_are_open_to_no_page_of_others() -> None:
    headers = {"Origin": LISTED, "x-api-key": "k"}
    assert said_of(intake.handle(an_api_event("GET", "/api/cases", headers=headers), None)) == {}
    open_to_residents = {
        (method, path)
        for (method, path), caller in CALLERS.items()
        if path.startswith("/api/") and caller in (Caller.PUBLIC, Caller.LINK) and method != "OPTIONS"
    }
    assert {(method, path) for path, method in OPEN_CALLS.items()} <= open_to_residents


def test_whoever_asks_for_options_without_being_a_browser_is_told_the_methods() -> None:
    answer = portal.handle(an_api_event("OPTIONS", "/api/services"), None)
    assert (answer["statusCode"], answer["headers"]["Allow"], said_of(answer)) == (405, "GET, HEAD", {})
