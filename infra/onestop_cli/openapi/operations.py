"""One route as an operation of the OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from onestop.runtime.problems import MEDIA_TYPE
from onestop.runtime.web import Caller
from onestop_cli.openapi.bodies import in_lines
from onestop_cli.openapi.call import ApiCall
from onestop_cli.openapi.examples import EXAMPLES, LINKS
from onestop_cli.openapi.open311.calls import IN_PATH_311
from onestop_cli.openapi.parameters import IN_PATH as IN_PATH_OURS
from onestop_cli.openapi.routes import RouteFound

SECURITY: Mapping[Caller, list[dict[str, list[str]]]] = {
    Caller.PUBLIC: [],
    Caller.LINK: [],  # the secret is a parameter: see `SCHEMES` in onestop_cli.openapi.document
    Caller.RESIDENT: [{"residentToken": []}],
    Caller.STAFF: [{"staffToken": []}],
    Caller.MACHINE: [{"partnerKey": []}],
}
REFUSED_BY_GATEWAY: Mapping[Caller, tuple[int, ...]] = {
    Caller.RESIDENT: (401,),  # by the call itself
    Caller.STAFF: (401, 403),
    Caller.MACHINE: (403,),
}
JSON = "application/json"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
ALWAYS = (429, 500, 503)
WITH_BODY = (400, 413, 415)
IN_PATH = {**IN_PATH_OURS, **IN_PATH_311}
REQUEST_ID = {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}}


def described(route: RouteFound, call: ApiCall) -> dict[str, Any]:
    """Returns what the document says about a route."""
    parts = re.findall(r"{(\w+)}", route.path)
    summary = call.summary or route.says or in_lines((call.takes.__doc__ if call.takes else "") or "")
    said: dict[str, Any] = {
        "operationId": call.name or operation_id(route),
        "summary": summary.partition(". ")[0].rstrip("."),
        "description": summary,
        "tags": [call.group],
        "security": SECURITY[route.caller],
        "x-caller": str(route.caller),
    }
    if parameters := [IN_PATH[part] for part in parts] + list(call.parameters):
        said["parameters"] = parameters
    if body := body_of(call):
        said["requestBody"] = body
    answered = {str(call.status): success(route, call)}
    return said | {
        "responses": answered | {str(status): refusal(status, call) for status in refused_with(route, call, parts)}
    }


def refused_with(route: RouteFound, call: ApiCall, parts: list[str]) -> list[int]:
    """The statuses with which a call may be refused."""
    refused = {*ALWAYS, *call.refuses, *REFUSED_BY_GATEWAY.get(route.caller, ())}
    refused |= {*WITH_BODY} if call.takes else set()
    refused |= {400} if call.parameters else set()
    refused |= {404} if parts else set()
    return sorted(refused)


def body_of(call: ApiCall) -> dict[str, Any] | None:
    """Returns the body that a call takes, as JSON or as a form."""
    if call.form:
        schema = {"schema": {"$ref": f"#/components/schemas/{call.form}"}}
        return {"required": True, "content": dict.fromkeys(FORM_TYPES, schema)}
    return {"required": True, "content": {JSON: json_of(call.takes.__name__)}} if call.takes else None


def operation_id(route: RouteFound) -> str:
    """The name of a call in a client; the acts of staff are told apart by their path."""
    if route.name in ("on_task", "on_case"):
        return f"{route.name.removeprefix('on_')}_{route.path.rpartition('/')[2]}"
    return route.name


def success(route: RouteFound, call: ApiCall) -> dict[str, Any]:
    headers: dict[str, Any] = dict(REQUEST_ID)
    if call.status in (HTTPStatus.CREATED, HTTPStatus.FOUND):
        location = {"type": "string", "description": "Where it is."}
        shown = route.path not in ("/api/feedback", "/api/applications/files") and (
            route.caller is not Caller.STAFF or call.status != 201
        )
        headers["Location"] = {"required": shown, "schema": location}
    if call.status == HTTPStatus.NO_CONTENT:
        return {"description": "It is done, and there is nothing to say.", "headers": headers}
    contract = route.answer.contract
    if contract is None:
        return {"description": "Leads to where it is for a few minutes.", "headers": headers}
    description = in_lines((contract.__doc__ or "").partition("\n\n")[0])
    said = json_of(contract.__name__, many=route.answer.many)
    content = {media_type: said if media_type == JSON else {} for media_type in call.formats}
    links = LINKS.get((route.method, route.path))
    answered = {"description": description, "headers": headers, "content": content}
    return answered | ({"links": links} if links else {})


def json_of(name: str, *, many: bool = False) -> dict[str, Any]:
    """A body in JSON, with its example where it has one."""
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{name}"}
    if many:
        return {"schema": {"type": "array", "items": schema}}
    return {"schema": schema} | ({"example": EXAMPLES[name]} if name in EXAMPLES else {})


def refusal(status: int, call: ApiCall) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{'' if call.errors == 'problem' else 'Open311'}{status}"}


# status -> what it means here
REFUSALS: Mapping[int, str] = {
    400: "Something in the request cannot be taken: `errors` names each field.",
    401: "There is no token, or it has expired.",
    403: "Not allowed: the role, the agency, the channel, or the key.",
    404: "There is no such thing, or not for you. A wrong secret and an unknown reference read the same.",
    409: "The case has moved on, or is past the point where this could be done.",
    413: "The body is over 256 KB.",
    415: "The body is not JSON.",
    422: "This Idempotency-Key came with another request before.",
    429: "Too many requests: try again after Retry-After seconds.",
    500: "Our fault. It has been logged.",
    503: "Something that we depend on does not answer: try again, with the same Idempotency-Key.",
}

OPEN311 = (400, 403, 404, 429, 500, 503)


def refusals() -> dict[str, Any]:
    """The answers that are problem documents (RFC 9457), whether a function or the gateway refuses."""
    ours = {str(status): refused(status, description) for status, description in REFUSALS.items()}
    return ours | {f"Open311{status}": refused_open311(status) for status in OPEN311}


def refused_open311(status: int) -> dict[str, Any]:
    """Returns an error by the rules of GeoReport, in the format of the call; what the gateway refuses by itself is a
    problem document."""
    listed = {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Open311Error"}}
    by_gateway = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": REFUSALS[status], "content": {JSON: {"schema": listed}, "text/xml": {}, **by_gateway}}


def refused(status: int, description: str) -> dict[str, Any]:
    content: dict[str, Any] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if status in (400, 404, 409):
        content[MEDIA_TYPE]["example"] = EXAMPLES[f"Problem {status}"]
    headers = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}} if status in (429, 503) else {}
    return {"description": description, "content": content} | ({"headers": headers} if headers else {})
