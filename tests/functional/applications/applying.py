"""Fills in the pages of a form as a browser without scripts does: what a page carries is sent with what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from applications import handler as applications
from tests.builders import an_api_event
from tests.functional.portal.reading import FORM
from tests.functional.portal.walking import carried

SERVICE = "street-event-permit"
EVENT = {"a-kind": "0", "a-name": "Fiesta de la calle Olmo"}  # the first page
Page = dict[str, Any]


class Browser:
    """A browser that keeps cookies, unless it does not, and goes where it is sent."""

    def __init__(self, *, keeps: bool = True, language: str = "en") -> None:
        self.keeps, self.language = keeps, language
        self.cookies: dict[str, str] = {}
        self.at = ""
        self.network = "192.0.2.1"

    def get(self, address: str) -> Page:
        parts = urlsplit(address)
        return self.follow(self.ask("GET", parts.path, dict(parse_qsl(parts.query)), None), address)

    def send(self, page: Page, typed: Mapping[str, str] | None = None, **more: str) -> Page:
        """Presses a button of the form of a page; `to` and `act` are buttons with a name."""
        action = urlsplit(unescape(re.search('method="post" action="(.*?)"', page["body"])[1]))  # type: ignore[index]
        fields = carried(page) | dict(typed or {}) | more
        fields = {name: value for name, value in fields.items() if value is not None}
        answer = self.ask("POST", action.path, dict(parse_qsl(action.query)), urlencode(fields))
        return self.follow(answer, self.at)

    def follow(self, answer: Page, address: str) -> Page:
        there = answer["headers"].get("Location", "")
        self.at = address
        return self.get(there) if answer["statusCode"] == 303 else answer

    def ask(self, method: str, path: str, query: dict[str, str], body: str | None) -> Page:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, **(FORM if body is not None else {})}
        event = an_api_event(method, path, query={"lang": self.language, **query}, headers=headers, body=body)
        greedy = "/apply/{proxy+}"
        event |= {"resource": greedy, "pathParameters": {"proxy": path.removeprefix("/apply/")}}
        event["requestContext"] |= {"resourcePath": greedy, "identity": {"sourceIp": self.network}}
        answer: Page = applications.handle(event, None)
        for line in (answer.get("multiValueHeaders") or {}).get("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            if self.keeps:
                self.cookies = {key: kept for key, kept in self.cookies.items() if key != name}
                self.cookies |= {name: value} if value else {}
        return answer

    def begin(self, **typed: str) -> Page:
        """The page after the first one, of a new draft."""
        return self.send(self.get(f"/apply/{SERVICE}/begin"), {**EVENT, **typed})


def heading(page: Page) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page["body"], re.S)
    return unescape(found[1]).strip() if found else ""


def reference_of(page: Page) -> str:
    found = re.search(r"/apply/(?:draft|later|check|send)/([0-9A-Z-]{16})", page["body"])
    assert found, page["body"]
    return found[1]


def complaints(page: Page) -> dict[str, str]:
    """Returns the messages at each field."""
    found = re.findall(r'<p class="wrong" id="(.*?)-wrong"><span class="hidden">.*?</span>(.*?)</p>', page["body"])
    return {name: unescape(words) for name, words in found}
