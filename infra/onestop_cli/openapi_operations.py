"""One route as an operation of the OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from onestop.runtime.problems import MEDIA_TYPE
from onestop.runtime.web import Caller
from onestop_cli.openapi_calls import Call
from onestop_cli.openapi_examples import EXAMPLES, LINKS
from onestop_cli.openapi_parameters import IN_PATH
from onestop_cli.openapi_routes import RouteFound

SECURITY: Mapping[Caller, list[dict[str, list[str]]]] = {
    Caller.PUBLIC: [],
    Caller.LINK: [],  # see `securitySchemes`: a wrong secret is told apart from nothing, so it is a parameter
    Caller.STAFF: [{"staffToken": []}],
    Caller.MACHINE: [{"partnerKey": []}],
}
REFUSED_BY_GATEWAY: Mapping[Caller, tuple[int, ...]] = {Caller.STAFF: (401, 403), Caller.MACHINE: (403,)}
ALWAYS = (429, 500, 503)
WITH_BODY = (400, 413, 415)
REQUEST_ID = {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}}


def operation(route: RouteFound, call: Call) -> dict[str, Any]:
    """What the document says of a route."""
    parts = re.findall(r"{(\w+)}", route.path)
    summary = call.summary or route.says or (call.takes.__doc__ if call.takes else "") or ""
    said: dict[str, Any] = {
        "operationId": operation_id(route),
        "summary": summary.partition(". ")[0].rstrip("."),
        "description": summary,
        "tags": [call.group],
        "security": SECURITY[route.caller],
        "x-caller": str(route.caller),
    }
    if parameters := [IN_PATH[part] for part in parts] + list(call.parameters):
        said["parameters"] = parameters
    if call.takes:
        said["requestBody"] = {"required": True, "content": json_of(call.takes.__name__)}
    refused = {*ALWAYS, *call.refuses, *REFUSED_BY_GATEWAY.get(route.caller, ())}
    refused |= {*WITH_BODY} if call.takes else set()
    refused |= {400} if call.parameters else set()
    refused |= {404} if parts else set()
    answered = {str(call.status): success(route, call)}
    return said | {"responses": answered | {str(status): refusal(status) for status in sorted(refused)}}


def operation_id(route: RouteFound) -> str:
    """The name of a call in a client; the acts of staff are told apart by their path."""
    if route.name in ("on_task", "on_case"):
        return f"{route.name.removeprefix('on_')}_{route.path.rpartition('/')[2]}"
    return route.name


def success(route: RouteFound, call: Call) -> dict[str, Any]:
    headers: dict[str, Any] = dict(REQUEST_ID)
    if call.status == HTTPStatus.CREATED:
        location = {"type": "string", "description": "Where what was made is."}
        headers["Location"] = {"required": True, "schema": location}
    description = (call.answers.__doc__ or "").partition("\n\n")[0].strip()
    links = LINKS.get((route.method, route.path))
    answered = {"description": description, "headers": headers, "content": json_of(call.answers.__name__)}
    return answered | ({"links": links} if links else {})


def json_of(name: str) -> dict[str, Any]:
    """A body in JSON, with its example where it has one."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    return {"application/json": content | ({"example": EXAMPLES[name]} if name in EXAMPLES else {})}


def refusal(status: int) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{status}"}


# status -> what it means here, and whether the gateway too answers so
REFUSALS: Mapping[int, tuple[str, bool]] = {
    400: ("Something in the request cannot be taken: `errors` names each field.", True),
    401: ("There is no token, or it has expired.", True),
    403: ("Not allowed: the role, the agency, or the key.", True),
    404: ("There is no such thing, or not for you. A wrong secret and an unknown reference read the same.", False),
    409: ("The case has moved on, or is past the point where this could be done.", False),
    413: ("The body is over 256 KB.", True),
    415: ("The body is not JSON.", True),
    422: ("This Idempotency-Key came with another request before.", False),
    429: ("Too many requests: try again after Retry-After seconds.", True),
    500: ("Our fault. It has been logged.", True),
    503: ("Something that we depend on does not answer: try again, with the same Idempotency-Key.", True),
}


def refusals() -> dict[str, Any]:
    """The answers that are problem documents (RFC 9457), or the gateway's own short message."""
    return {str(status): refused(status, description, gateway) for status, (description, gateway) in REFUSALS.items()}


def refused(status: int, description: str, gateway: bool) -> dict[str, Any]:
    content: dict[str, Any] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if status in (400, 404, 409):
        content[MEDIA_TYPE]["example"] = EXAMPLES[f"Problem {status}"]
    if gateway:
        content["application/json"] = {"schema": {"$ref": "#/components/schemas/GatewayMessage"}}
    headers = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}} if status in (429, 503) else {}
    return {"description": description, "content": content} | ({"headers": headers} if headers else {})
