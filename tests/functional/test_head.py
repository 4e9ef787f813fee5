"""HEAD works where GET does: the same status and the same headers, and no content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from onestop.runtime.web import CALLERS, Caller
from tests.builders import a_clerk, an_api_event
from tests.contract.template import FUNCTIONS, handler_module
from tests.functional.desk.conftest import errands, stated
from tests.functional.desk.desking import event_of, signed_in
from tests.functional.stories import open_case

__all__ = ["errands", "stated"]  # fixtures
HANDLERS = {name: handler_module(FUNCTIONS[name]) for name in sorted(FUNCTIONS)}
BY_CHANCE = re.compile(r"nonce-[\w-]+|(?<==)[\w.~-]{20,}")  # what a page makes anew each time: nonces, cookies
FITTING = {"selection": "select", "service": "pothole.json", "language": "en", "name": "surveys"}


@pytest.mark.usefixtures("aws", "stated", "errands")
def test_head_is_get_without_its_content_at_every_address() -> None:
    opened = open_case()
    desk = signed_in()
    seen: dict[int, int] = {}
    for function, handler in HANDLERS.items():
        routes = handler.app.routes if hasattr(handler, "app") else {}
        for pattern in (each for each, methods in routes.items() if "GET" in methods):
            path = filled(pattern, opened)
            if function == "DeskFunction":
                asked = {method: event_of(method, path, desk) for method in ("GET", "HEAD")}
            else:
                asked = {method: as_the_gateway(method, pattern, path, opened) for method in ("GET", "HEAD")}
            get, head = (handler.handle(event, None) for event in asked.values())
            assert head["body"] == "", pattern
            assert (head["statusCode"], told(head)) == (get["statusCode"], told(get)), pattern
            seen[get["statusCode"]] = seen.get(get["statusCode"], 0) + 1
    assert seen[200] > 40
    assert {200, 303, 400, 401, 403, 404} == seen.keys()


def filled(pattern: str, opened: Mapping[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda part: str(FITTING.get(part[1], opened["reference"])), pattern)


def as_the_gateway(method: str, pattern: str, path: str, opened: Mapping[str, Any]) -> dict[str, Any]:
    """The request as API Gateway hands it on where any method is let in."""
    staff = CALLERS["GET", pattern] is Caller.STAFF
    query = {"secret": str(opened["secret"])}
    event = an_api_event("GET", path, query=query, claims=a_clerk() if staff else None)
    context = event["requestContext"] | {"httpMethod": method}
    return event | {"httpMethod": method, "requestContext": context}


def told(answer: Mapping[str, Any]) -> dict[str, Any]:
    headers = {**answer["headers"], **(answer.get("multiValueHeaders") or {})}
    return {name: BY_CHANCE.sub("", str(value)) for name, value in headers.items()}
