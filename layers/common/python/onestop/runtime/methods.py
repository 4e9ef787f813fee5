"""What may be done at an address. HEAD is GET without its content (RFC 9110, 9.3.2), wherever there is a GET.

API Gateway knows no HEAD by itself. The template lets any method in where there is a GET, or HEAD beside it; what is
meant by it is said here, once for all functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def method_of(event: Mapping[str, Any]) -> str:
    """The method whose route answers a request: that of GET for HEAD."""
    method = str(event.get("httpMethod") or "")
    return "GET" if method == "HEAD" else method


def read_head_as_get(event: dict[str, Any]) -> dict[str, Any]:
    """The request as a route of the app takes it. What was asked for still stands in `httpMethod`."""
    context = event.get("requestContext") or {}
    if context.get("httpMethod") != "HEAD":
        return event
    return {**event, "requestContext": {**context, "httpMethod": "GET"}}


def leave_out_content(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer to HEAD: status and headers of GET. Nobody may rely on the gateway to leave the rest out."""
    return {**answer, "body": "", "isBase64Encoded": False}


def with_head(methods: Iterable[str]) -> list[str]:
    """The methods of an address as its `Allow` names them: HEAD goes with GET."""
    return [each for method in methods for each in ((method, "HEAD") if method == "GET" else (method,))]
