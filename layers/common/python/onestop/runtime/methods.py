"""Which methods an address allows. HEAD is GET without its content (RFC 9110, 9.3.2), wherever there is a GET.

API Gateway does not answer HEAD by itself. The template admits any method where there is a GET, or HEAD as well as GET;
how it is answered is defined here, once for all functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def method_of(event: Mapping[str, Any]) -> str:
    """Returns the method whose route answers a request: GET for HEAD."""
    method = str(event.get("httpMethod") or "")
    return "GET" if method == "HEAD" else method


def read_head_as_get(event: dict[str, Any]) -> dict[str, Any]:
    """Returns the request as a route of the app takes it. The original method is still in `httpMethod`."""
    context = event.get("requestContext") or {}
    if context.get("httpMethod") != "HEAD":
        return event
    return {**event, "requestContext": {**context, "httpMethod": "GET"}}


def leave_out_content(answer: dict[str, Any]) -> dict[str, Any]:
    """Returns the answer to HEAD: status and headers of GET. We do not rely on the gateway to drop the content."""
    return {**answer, "body": "", "isBase64Encoded": False}


def with_head(methods: Iterable[str]) -> list[str]:
    """Returns the methods of an address for its `Allow` header: HEAD goes with GET."""
    return [each for method in methods for each in ((method, "HEAD") if method == "GET" else (method,))]
