"""The engine as the front sees it: where its API stage is, and what to say when it does not answer."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass

from aiohttp import ClientSession, web

from onestop_cli.front.outbox import Outbox

RETRY_SECONDS = 5
_STAGE = re.compile(r"//([a-z0-9]+)\.execute-api\.[^/]+/(\w+)|/(?:restapis|_aws/execute-api)/([a-z0-9]+)/(\w+)")


@dataclass(frozen=True)
class Upstream:
    """The engine behind the front, and what it has sent so far."""

    endpoint: str
    stage: str
    outbox: Outbox
    session: ClientSession


UPSTREAM = web.AppKey("upstream", Upstream)


def stage_path(api_url: str) -> str:
    """Find the API's stage inside the engine from the address that the stack gives for it."""
    found = _STAGE.search(api_url)
    if not found:
        raise ValueError(f"{api_url} is not the address of an API stage")
    api, stage = (part for part in found.groups() if part)
    return f"/_aws/execute-api/{api}/{stage}"


def answer_problem(status: int, title: str, detail: str, headers: dict[str, str]) -> web.Response:
    """Answer with a problem document (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [],
        "correlation_id": str(uuid.uuid4()),
    }
    return web.Response(
        status=status, body=json.dumps(body).encode(), content_type="application/problem+json", headers=headers
    )


def answer_unavailable() -> web.Response:
    """Answer that the suite is not there just now."""
    detail = "The suite does not answer just now. Try again shortly."
    return answer_problem(503, "Not available", detail, {"Retry-After": str(RETRY_SECONDS)})
