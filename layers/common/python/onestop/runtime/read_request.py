"""Reads an HTTPS request: its body, its parameters, its headers; and reports what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Request

from onestop.contracts.read_contract import Body, read_body
from onestop.domain.errors import Fault, NotValid, WrongMediaType

KEY_LENGTH = 255
KEY_SHORTEST = 20  # a repeated key gets the earlier answer, secret included: it must not be guessable


def json_body(request: Request, kind: type[Body]) -> Body:
    """Reads the JSON body of a request into a contract; raises NotValid, or answers 415 for another media type."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise WrongMediaType(media_type)
    return read_body(raw_body(request), kind)


def raw_body(request: Request) -> bytes:
    """Returns the body as it was sent."""
    try:
        body = request.raw_body or b""
        return body.encode() if isinstance(body, str) else body
    except UnicodeEncodeError:  # half a surrogate pair: not a character, and not UTF-8
        raise NotValid(Fault("body", "this is not text", "a JSON object in UTF-8")) from None


def query(request: Request, name: str) -> str | None:
    """Returns a query parameter; an empty one counts as absent."""
    sent: Mapping[str, str] = request.query_params or {}
    return sent.get(name) or None


def secret_shown(request: Request) -> str | None:
    """Returns the secret that a program sends when it reads: in the address, or in a header where addresses are
    logged."""
    return query(request, "secret") or request.headers.get("x-case-secret")


def accepted_languages(request: Request) -> tuple[str, ...]:
    """Returns the languages of the Accept-Language header, in the order given; weights are ignored."""
    header = request.headers.get("accept-language") or ""
    return tuple(part.partition(";")[0].strip() for part in header.split(",") if part.strip())[:10]


def page_size(request: Request, default: int = 25, most: int = 100) -> int:
    """Returns the `limit` of a list."""
    text = query(request, "limit") or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise NotValid(Fault("limit", "this is not a page size", f"a whole number from 1 to {most}"))
    return int(text)


def idempotency_key(request: Request) -> str | None:
    """Returns the Idempotency-Key of a request, if it has one: long enough that nobody finds it by chance or by
    trying."""
    key = request.headers.get("idempotency-key")
    if key is not None and not (KEY_SHORTEST <= len(key) <= KEY_LENGTH and key.isascii() and key.isprintable()):
        right = f"{KEY_SHORTEST} to {KEY_LENGTH} printable ASCII characters, such as a UUID"
        raise NotValid(Fault("Idempotency-Key", "this is too short, too long, or not a key", right))
    return key
