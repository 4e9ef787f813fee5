"""Reads pages the way a browser would: their parts by tag, and forms as they are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from intake import handler as intake
from portal import handler as portal
from surveys import handler as surveys
from tests.builders import an_api_event

OWN = ("tell", "part", "withdraw", "reopen", "confirm")  # what residents do about their own case
HANDLERS = {"report": intake, "reported": intake, "survey": surveys, "track": portal, "forget": portal, "": portal}
HANDLERS |= dict.fromkeys(
    ("answers", "search", "around", "end", "view", "my", "subscribe", "subscriptions", "feedback"), portal
)
HANDLERS |= dict.fromkeys(OWN, intake)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def get(path: str, *, headers: Mapping[str, str] | None = None, **query: str) -> dict[str, Any]:
    """Asks for a page, as a browser does that keeps no cookies: asked whether it has kept one, it has not."""
    answer = handler_of(path).handle(an_api_event("GET", path, query=query or None, headers=headers), None)
    there = urlsplit(answer["headers"].get("Location", ""))
    asked = there.path == path and "cookie=checked" in there.query
    return get(path, headers=headers, **query, cookie="checked") if asked else answer


def post(path: str, fields: Mapping[str, str], *, headers: Mapping[str, str] = FORM, **query: str) -> dict[str, Any]:
    """Sends a form."""
    event = an_api_event("POST", path, body=urlencode(fields), headers=headers, query=query or None)
    return handler_of(path).handle(event, None)


def follow(answer: dict[str, Any]) -> dict[str, Any]:
    """Goes where an answer sends the browser."""
    assert answer["statusCode"] == 303, answer["body"]
    there = urlsplit(answer["headers"]["Location"])
    return get(there.path, **dict(parse_qsl(there.query)))


def handler_of(path: str) -> Any:
    return HANDLERS[path.split("/")[1]]


def title_of(answer: dict[str, Any]) -> str:
    return unescape(re.search("<title>(.*?)</title>", answer["body"])[1])


def language_of(answer: dict[str, Any]) -> str:
    return re.search('<html lang="(.*?)" dir="ltr">', answer["body"])[1]


def value_of(answer: dict[str, Any], field: str) -> str:
    """Returns the value of a field of the form."""
    return unescape(re.search(rf'<input[^>]* name="{field}"[^>]* value="(.*?)"', answer["body"])[1])


def wrong_in(answer: dict[str, Any]) -> list[str]:
    """The fields that the list of problems leads to."""
    summary = re.search('<div class="summary".*?</div>', answer["body"], re.S)
    return re.findall('href="#(.*?)"', summary[0]) if summary else []
