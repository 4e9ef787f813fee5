"""Goes through the pages of a report as a browser without scripts: what a page carries is sent with what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from intake import handler as intake
from tests.builders import an_api_event
from tests.functional.portal.reading import FORM

Page = dict[str, Any]
INPUT = re.compile(r"<input ([^>]*)>")
CHOSEN = re.compile(r'<select id="\w+" name="(\w+)".*?</select>', re.S)


def ask(method: str, path: str, fields: Mapping[str, str] | None = None, **query: str) -> Page:
    """Asks for a page below /report as API Gateway hands it on: by the one route that leads to them all."""
    body = None if fields is None else urlencode(fields)
    event = an_api_event(method, path, body=body, headers=FORM if body is not None else {}, query=query or None)
    if path.startswith("/report/"):
        proxy = {"proxy": path.removeprefix("/report/")}
        event |= {"resource": "/report/{proxy+}", "pathParameters": proxy}
        event["requestContext"] |= {"resourcePath": "/report/{proxy+}"}
    return intake.handle(event, None)


def carried(page: Page) -> dict[str, str]:
    """Returns the values with which the form of a page would be sent if nothing were typed."""
    main = page["body"].partition("<main")[2]
    fields = {}
    for found in INPUT.finditer(main):
        part = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="(.*?)"', found[1])}
        if part.get("type") in ("radio", "checkbox") and " checked" not in found[1]:
            continue
        if "name" in part:
            fields[part["name"]] = part["value"]
    for select in CHOSEN.finditer(main):
        selected = re.search(r'<option value="([^"]*)"[^>]* selected', select[0])
        fields[select[1]] = selected[1] if selected else re.search(r'<option value="([^"]*)"', select[0])[1]
    for name, words in re.findall(r'<textarea id="[\w-]+" name="([\w-]+)".*?>\n(.*?)</textarea>', main, re.S):
        fields[name] = unescape(words)
    return fields


def step_of(page: Page) -> str:
    """Which step a page is."""
    found = re.search('data-report="(.*?)"', page["body"])
    assert found, page["body"].partition("<main")[2] or page["headers"]
    return found[1]


def go_on(page: Page, typed: Mapping[str, str] | None = None, *, language: str = "en", **more: str) -> Page:
    """Fills in a page and presses the button to continue."""
    fields = carried(page) | dict(typed or {}) | more
    action = urlsplit(unescape(re.search('<form method="post" action="(.*?)"', page["body"])[1]))
    return ask("POST", action.path, fields, lang=language)


def begin(**query: str) -> Page:
    """Opens the first page."""
    return ask("GET", "/report", **{"lang": "en", **query})


def answers_of(page: Page) -> dict[str, str]:
    """The answers that the page to check shows."""
    found = re.findall(r'<dt>(.*?)</dt>\s*<dd class="said" dir="auto">(.*?)</dd>', page["body"], re.S)
    return {unescape(about): unescape(said) for about, said in found}
