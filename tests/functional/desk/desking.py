"""The desk as a browser meets it: requests as API Gateway hands them on, the cookie, the forms of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode

from casework.pages.handler import handle
from casework.pages.sign_in.cookies import SESSION, name_of
from onestop.domain.staff.desk_sessions import Session, SessionLimits, StaffSessions, begin_desk_session, hash_of
from onestop.storage.staff.desk_sessions import change_sessions, load_sessions
from tests.builders import NOW, REQUEST_ID

OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
STAFF = "clerk-1"  # who is signed in, unless a test says who it is
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Browser:
    """Somebody at the desk: the cookies that they have, and the moment at which they ask."""

    cookies: Mapping[str, str]
    at: datetime = NOW

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: str) -> dict[str, Any]:
        return ask("GET", path, self, headers=headers, query=query)

    def post(self, path: str, fields: Any = (), headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Sends fields as they are: what a form of ours carries besides is in `submit`."""
        return ask("POST", path, self, body=urlencode(list(fields)), headers={**FORM, **OURS, **(headers or {})})

    def submit(self, path: str, fields: Any = (), seen: str = "/desk") -> dict[str, Any]:
        """Sends a form of a page that was opened before."""
        mark = ("form", hidden_in(self.get(seen)["body"])["form"])
        return self.post(path, [mark, *fields])


def ask(
    method: str,
    path: str,
    browser: Browser,
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    return handle(event_of(method, path, browser, body, headers, query), None)


def event_of(
    method: str,
    path: str,
    browser: Browser,
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The request as API Gateway hands it on."""
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    sent = {"X-Clock": browser.at.isoformat(), **({"Cookie": cookie} if cookie else {}), **(headers or {})}
    proxy = path.removeprefix("/desk").removeprefix("/")
    resource = "/desk/{proxy+}" if proxy else "/desk"
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query or {}) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in (query or {}).items()} or None,
        "pathParameters": {"proxy": proxy} if proxy else None,
        "stageVariables": None,
        "requestContext": {
            "requestId": REQUEST_ID,
            "resourcePath": resource,
            "httpMethod": method,
            "path": f"/live{path}",
            "stage": "live",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": body,
        "isBase64Encoded": False,
    }


def signed_in(
    *,
    agency: str = "streets",
    role: str = "clerk",
    sub: str = STAFF,
    at: datetime = NOW,
    language: str = "en",
    username: str = "",
) -> Browser:
    """Returns somebody who has just signed in, without Cognito: the session is stored as signing in would store it."""
    secret = f"{sub}-secret-".ljust(43, "x")[:43]
    session = Session(hashed=hash_of(secret), forms=f"forms of {sub}", began_at=at, used_at=at, language=language)

    def become(before: StaffSessions) -> StaffSessions:
        known = replace(before, username=username or sub, agencies=(agency,), roles=(role,), found_at=at)
        return begin_desk_session(known, session, SessionLimits())

    change_sessions(load_sessions(sub), become)
    return Browser({name_of(SESSION): f"{sub}.{secret}"}, at)


def nobody(at: datetime = NOW) -> Browser:
    return Browser({}, at)


def cookies_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """The cookies that an answer sets, with their whole lines."""
    lines = (answer.get("multiValueHeaders") or {}).get("Set-Cookie", [])
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def with_cookies(browser: Browser, answer: Mapping[str, Any]) -> Browser:
    """The same browser once it has taken the cookies of an answer."""
    now = {name: line.partition(";")[0] for name, line in cookies_of(answer).items()}
    kept = {name: value for name, value in {**browser.cookies, **now}.items() if value}
    return Browser(kept, browser.at)


def hidden_in(html: str) -> dict[str, str]:
    """The hidden fields of a page; of those that several forms have, the last."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(html)}
