"""Open311 GeoReport v2 as a client: posts a case to another government's server, and reads its status back.

Their API key goes in the form, as the standard says; ours in `Idempotency-Key`, by which a server that knows the header
recognises a repeated post.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from onestop.domain.cases.lifecycle import ThereStatus
from onestop.runtime.outside.call_outside import NotReached, Outside, ServerAnswer

TRY_AGAIN = (408, 425, 429)
LONGEST_NAME = 100
AT_ONCE = 25  # requests asked for in one call
FORM = "application/x-www-form-urlencoded; charset=utf-8"


class Refused(Exception):
    """They answered that they do not take it: trying again gives the same answer. `code` is the status of their answer.

    Not an OnestopError: staff find it with the case that could not be handed over.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Open311Server:
    """Where a government takes requests: the address up to `/requests.json`, the jurisdiction's name there, and our key
    for it."""

    url: str
    jurisdiction: str | None = None
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AcceptedRequest:
    """A request that they took: its number there, or a token for asking for the number later."""

    number: str | None
    token: str | None = None


def post_request(endpoint: Open311Server, fields: Mapping[str, str], key: str, outside: Outside) -> AcceptedRequest:
    """Posts a request. Raises Refused, NotReached and AddressRefused."""
    given = {"jurisdiction_id": endpoint.jurisdiction, "api_key": endpoint.key, **fields}
    form = urlencode({name: value for name, value in given.items() if value}).encode()
    headers = {"Content-Type": FORM, "Accept": "application/json", "Idempotency-Key": key}
    answer = outside.call("POST", f"{endpoint.url.rstrip('/')}/requests.json", form, headers)
    first = next(records(answer), {})
    taken = AcceptedRequest(named(first, "service_request_id"), named(first, "token"))
    if taken.number is None and taken.token is None:
        raise NotReached("no number in the answer")
    return taken


def number_for(endpoint: Open311Server, token: str, outside: Outside) -> str | None:
    """Returns the number that a request has got by now; None while it has none."""
    path = f"tokens/{quote(token, safe='')}.json"
    return next((named(each, "service_request_id") for each in read_server(endpoint, path, {}, outside)), None)


def read_statuses(endpoint: Open311Server, numbers: Sequence[str], outside: Outside) -> dict[str, ThereStatus]:
    """Returns the status of requests there; requests that they do not list are left out."""
    found: dict[str, ThereStatus] = {}
    for some in (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)):
        for each in read_server(endpoint, "requests.json", {"service_request_id": ",".join(some)}, outside):
            number, status = named(each, "service_request_id"), str(each.get("status") or "").casefold()
            if number and number in some and status in tuple(ThereStatus):
                found[number] = ThereStatus(status)
    return found


def read_server(
    endpoint: Open311Server, path: str, asked: Mapping[str, str], outside: Outside
) -> Iterator[Mapping[str, Any]]:
    given = {"jurisdiction_id": endpoint.jurisdiction, **asked}
    query = urlencode({name: value for name, value in given.items() if value})
    address = f"{endpoint.url.rstrip('/')}/{path}{'?' + query if query else ''}"
    return records(outside.call("GET", address, headers={"Accept": "application/json"}))


def records(answer: ServerAnswer) -> Iterator[Mapping[str, Any]]:
    """Yields the records of an answer."""
    if answer.status in TRY_AGAIN or answer.status >= 500:
        raise NotReached(str(answer.status))
    if not 200 <= answer.status < 300:
        raise Refused(answer.status)
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise NotReached("not JSON") from None
    yield from (each for each in (told if isinstance(told, list) else [told]) if isinstance(each, dict))


def named(record: Mapping[str, Any], name: str) -> str | None:
    """Returns a number or token of theirs, if it is one that can be kept and shown."""
    value = record.get(name)
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if text and len(text) <= LONGEST_NAME and text.isprintable() else None
