"""Calls of Open311 clients, as API Gateway hands them to the function."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

from intake.open311.handler import handle
from onestop.storage.partners.partner_keys import Partner, forget_partners, keep_partner
from tests.builders import an_api_event

FORM = "application/x-www-form-urlencoded; charset=utf-8"
KEY = "key-of-the-app"
TOO_LONG = (
    "description: is too long; expected at most 40000 characters, with the title and the addresses of pictures. "
    "Send the rest as updates of the request"
)

Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Reply:
    """An answer: its status, its headers, its body as text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def xml(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.text.encode())

    @property
    def following(self) -> str | None:
        """The path of the next page."""
        found = re.fullmatch(r'<https://port-ellery\.example(/[^>]+)>; rel="next"', self.headers.get("Link", ""))
        return found[1] if found else None

    @property
    def descriptions(self) -> list[str]:
        """Returns the errors in an answer."""
        return [error["description"] for error in self.json]


def a_partner(*, key: str = KEY, id: str = "app", per_hour: int = 2000) -> None:
    """Lets a partner in."""
    forget_partners()
    keep_partner(key, Partner(id=id, name="An app", per_hour=per_hour))


def pairs(fields: Fields | None) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in (fields or {}).items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def call(event: dict[str, Any], query: Fields | None = None) -> Reply:
    sent: dict[str, list[str]] = {}
    for name, value in pairs(query):
        sent.setdefault(name, []).append(value)
    event["multiValueQueryStringParameters"] = sent or None
    answer = handle(event, None)
    return Reply(answer["statusCode"], answer["headers"], answer["body"])


def get(path: str, *, headers: Mapping[str, str] | None = None, **query: str) -> Reply:
    """GET; the path may carry a query of its own, as a Link header gives it."""
    address = urlsplit(path)
    whole = dict(parse_qsl(address.query)) | query
    return call(an_api_event("GET", address.path, headers=headers or {}), whole)


def post(path: str, fields: Fields, *, query: Fields | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """POST of a form."""
    sent = {"Content-Type": FORM, **(headers or {})}
    return call(an_api_event("POST", path, body=urlencode(pairs(fields)), headers=sent), query)


def post_files(path: str, fields: Fields, files: Mapping[str, tuple[str, str, bytes]]) -> Reply:
    """POST of a form with files: name -> file name, media type, bytes."""
    body = b""
    for name, value in pairs(fields):
        body += f'--frontier\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (filename, media_type, data) in files.items():
        head = f'--frontier\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        body += f"{head}Content-Type: {media_type}\r\n\r\n".encode() + data + b"\r\n"
    body += b"--frontier--\r\n"
    event = an_api_event("POST", path, body="", headers={"Content-Type": "multipart/form-data; boundary=frontier"})
    return call(event | {"body": base64.b64encode(body).decode(), "isBase64Encoded": True})


REQUESTS = "/open311/v2/requests.json"
HOLE = {
    "api_key": KEY,
    "service_code": "pothole",
    "lat": "44.62",
    "long": "-63.62",
    "description": "A deep hole in front of the school.",
}


def open_request(**fields: str | Sequence[str]) -> str:
    """Posts a request (by default a pothole), and returns its id."""
    reply = post(REQUESTS, HOLE | fields)
    assert reply.status == 200, reply.text
    (opened,) = reply.json
    return str(opened["service_request_id"])
