"""Which pages of other sites may call the API from a browser (CORS).

Pages of any origin may read what anybody may read. Calls that open a case, or need the secret of one, are allowed to
pages of the origins that the jurisdiction lists. Cookies are never sent: no answer allows credentials.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onestop.runtime.methods import method_of

CASE = "/api/cases/{reference}"
BY_ANYBODY: Mapping[str, str] = {
    "/api/answers": "GET",
    "/api/answers/{code}": "GET",
    "/api/nearby": "GET",
    "/api/notices": "GET",
    "/api/places": "GET",
    "/api/services": "GET",
    "/api/suggestions": "GET",
}
BY_LISTED: Mapping[str, str] = {
    "/api/cases": "POST",
    CASE: "GET",
    f"{CASE}/messages": "POST",
    f"{CASE}/withdrawal": "POST",
    f"{CASE}/reopening": "POST",
    f"{CASE}/tasks/{{task}}/completion": "POST",
    f"{CASE}/attachments": "POST",
    f"{CASE}/attachments/{{attachment}}": "GET",
}
OPEN_CALLS: Mapping[str, str] = {**BY_ANYBODY, **BY_LISTED}
SENT = "Accept-Language, Content-Type, Idempotency-Key, If-None-Match, X-Case-Secret"
READ = "ETag, Location, Retry-After, X-Request-Id"
KEPT_SECONDS = "600"  # how long a browser may remember the permission

ReadOrigins = Callable[[], Sequence[str]]


def header_of(headers: Mapping[str, str] | None, name: str) -> str:
    """Returns a header of a request as API Gateway passes it on: its name in the upper and lower case that the browser
    chose."""
    return next((value for each, value in (headers or {}).items() if each.lower() == name), "")


def allowed_origin(path: str, origin: str, origins: ReadOrigins) -> str:
    """Returns the origin that an answer names as allowed to read it; empty for none. Origins must match exactly."""
    if path in BY_ANYBODY:
        return "*"
    return origin if path in BY_LISTED and origin and origin in origins() else ""


def answer_preflight(path: str, origin: str, origins: ReadOrigins) -> dict[str, str]:
    """Answers a browser that asks before it calls. A page that may not call gets no permission."""
    allowed = allowed_origin(path, origin, origins)
    if not allowed:
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": allowed,
        "Access-Control-Allow-Methods": OPEN_CALLS[path],
        "Access-Control-Allow-Headers": SENT,
        "Access-Control-Max-Age": KEPT_SECONDS,
        "Vary": "Origin",
    }


def open_to_origins(event: Mapping[str, Any], answer: dict[str, Any], origins: ReadOrigins) -> dict[str, Any]:
    """Lets the page that called read the answer, even a refusal, if its origin is allowed."""
    path = str(event.get("resource") or "")
    if OPEN_CALLS.get(path) != method_of(event):
        return answer
    said = {"Vary": "Origin"} if path in BY_LISTED else {}
    if allowed := allowed_origin(path, header_of(event.get("headers"), "origin"), origins):
        said |= {"Access-Control-Allow-Origin": allowed, "Access-Control-Expose-Headers": READ}
    return {**answer, "headers": {**said, **answer["headers"]}}
