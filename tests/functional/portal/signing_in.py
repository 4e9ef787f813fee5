"""Somebody who proves an address or number: asks for a code, reads what was sent, enters it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from notifications.handler import hear
from portal import handler as portal
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event
from tests.functional.portal.reading import value_of
from tests.functional.portal.visiting import Browser

CODE = re.compile(r"\b([0-9]{6})\b")
ASKED = "code.asked"


class Resident(Browser):
    """A browser at a moment."""

    def __init__(self, at: datetime = NOW, **headers: str) -> None:
        super().__init__(**{"X-Clock": at.isoformat()}, **headers)

    def later(self, at: datetime) -> Resident:
        """The same browser at another moment."""
        other = Resident(at)
        other.cookies = self.cookies
        return other

    def post(self, path: str, **fields: str) -> dict[str, Any]:
        """Sends a form."""
        return self.ask("POST", path, {"lang": "en"}, urlencode(fields))

    def send(self, path: str, seen: str, **fields: str) -> dict[str, Any]:
        """Sends a form of a page of the session."""
        return self.post(path, form=value_of(self.get(seen), "form"), **fields)


def messages(aws: Aws) -> list[dict[str, Any]]:
    """Returns what our pages asked notifications to send since the last time."""
    waiting = (each["body"] for each in aws.drain(aws.queues["Notifications"]))
    return [each for each in waiting if each["type"] == ASKED]


def deliver(aws: Aws, at: datetime = NOW) -> None:
    """Notifications sends the codes that were asked for."""
    for message in messages(aws):
        hear(message, at)


def code_in(words: str) -> str:
    found = CODE.search(words)
    assert found, words
    return found[1]


def last_code(aws: Aws) -> str:
    """The code in the newest e-mail."""
    return code_in(aws.emails()[-1].body)


def signed_in(aws: Aws, address: str, at: datetime = NOW) -> Resident:
    """A browser in which an e-mail address has been proved."""
    browser = Resident(at)
    assert browser.post("/my/code", address=address)["statusCode"] == 303
    deliver(aws, at)
    assert browser.post("/my/session", code=last_code(aws))["statusCode"] == 303
    return browser


def call(method: str, path: str, body: Any = None, token: str = "", at: datetime = NOW, **query: str) -> dict[str, Any]:
    """A call of the API."""
    headers = {"X-Clock": at.isoformat(), "Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    event = an_api_event(method, f"/api/my/{path}", body=body, headers=headers, query=query or None)
    answer: dict[str, Any] = portal.handle(event, None)
    return answer
