"""A browser that keeps cookies and goes where it is sent, on the handlers themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.builders import an_api_event
from tests.functional.portal.reading import FORM, handler_of


class Browser:
    """Keeps cookies, and goes where it is sent."""

    def __init__(self, **headers: str) -> None:
        self.headers = headers
        self.cookies: dict[str, str] = {}
        self.lines: list[str] = []
        self.visited: list[str] = []

    def get(self, address: str) -> dict[str, Any]:
        parts = urlsplit(address)
        answer = self.ask("GET", parts.path, dict(parse_qsl(parts.query)))
        self.visited.append(address)
        there = answer["headers"].get("Location", "")
        return self.get(there) if answer["statusCode"] == 303 else answer

    def ask(self, method: str, path: str, query: dict[str, str], body: str | None = None) -> dict[str, Any]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, **self.headers, **(FORM if body else {})}
        handler = handler_of("/report" if path.startswith(("/api/", "/attach/")) else path)
        answer: dict[str, Any] = handler.handle(
            an_api_event(method, path, query=query or None, headers=headers, body=body), None
        )
        for line in (answer.get("multiValueHeaders") or {}).get("Set-Cookie", []):
            self.lines.append(line)
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies = {key: kept for key, kept in self.cookies.items() if key != name}
            self.cookies |= {name: value} if value else {}
        return answer
