"""The OpenAPI 3.1 document of the HTTPS API: made from routes and contracts when the suite is built, and committed.

`make openapi` writes it into the portal's folder, which serves it at /developers/openapi.json; docs/openapi.json is
a link to it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from onestop.contracts.answers.common import Problem
from onestop.contracts.answers.open311 import Open311Error
from onestop_cli.openapi.bodies import schemas_of
from onestop_cli.openapi.call import GROUPS, ApiCall, Struct
from onestop_cli.openapi.calls import CALLS
from onestop_cli.openapi.open311.calls import calls_of_open311
from onestop_cli.openapi.open311.forms import FORMS
from onestop_cli.openapi.operations import described, refusals
from onestop_cli.openapi.routes import RouteFound, calls_in, calls_of_acts, pages_in, routes_found
from onestop_cli.problems import CannotContinue

ROOT = Path(__file__).parents[3]
TEMPLATE = ROOT / "template.yaml"
COMMITTED = ROOT / "functions" / "portal" / "portal" / "openapi.json"
VERSION = "1.0.0"
ABOUT = """One front door to all of a government's services.

A case is opened with a service or just words. Its answer has a reference and a secret: together they open the case, so
keep the secret. A wrong secret and an unknown reference get the same answer (404), on purpose.

Send bodies as JSON. A field that is empty text or null counts as absent. Errors are problem documents (RFC 9457) that
name each field. What is sent twice with the same `Idempotency-Key` is done once. Where a schema says `x-values-from`,
the values are those of this installation, such as the codes of `GET /api/services`. Answers may gain fields: leave
alone what you do not know."""


def document() -> dict[str, Any]:
    """The whole document, always in the same order."""
    calls = {**CALLS, **calls_of_acts(), **dict(calls_of_open311())}
    paths: dict[str, dict[str, Any]] = {}
    routes = routes_found(TEMPLATE)
    for route in calls_in(routes):
        paths.setdefault(route.path, {})[route.method.lower()] = described(route, call_of(route, calls))
    parameters = share_parameters(paths)
    answers: set[Struct] = {route.answer.contract for route in calls_in(routes) if route.answer.contract}
    answers |= {Problem, Open311Error}
    bodies = {call.takes for call in calls.values() if call.takes}
    schemas = dict(FORMS) | schemas_of(by_name(answers), by_name(bodies))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Onestop",
            "version": VERSION,
            "summary": "Bring a need, follow it, and work on it.",
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "This installation."}],
        "tags": [{"name": name, "description": about} for name, about in GROUPS.items()],
        "paths": paths,
        "x-pages": pages_in(routes),
        "components": {
            "securitySchemes": SCHEMES,
            "headers": {
                "X-Request-Id": {
                    "description": "Finds the line of this request in our log.",
                    "required": True,
                    "schema": {"type": "string"},
                }
            },
            "parameters": parameters,
            "responses": refusals(),
            "schemas": {name: schemas[name] for name in sorted(schemas)},
        },
    }


# The secret of a case is not a scheme of OpenAPI: it is sent with its reference, in the address or in the body, and a
# wrong one is answered with 404 like a case that is not there, so that nobody learns which cases there are.
SCHEMES: dict[str, Any] = {
    "staffToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The id token of Cognito, from `POST /api/staff/sessions`. With or without the word Bearer.",
    },
    "residentToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of `POST /api/my/sessions`: for half an hour after each call, eight hours in all.",
    },
    "partnerKey": {"type": "apiKey", "in": "header", "name": "x-api-key", "description": "The key of a partner."},
}


def by_name(kinds: set[Struct]) -> list[Struct]:
    return sorted(kinds, key=lambda kind: kind.__name__)


def share_parameters(paths: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Puts each parameter where all calls that take it refer to it."""
    shared: dict[str, Any] = {}
    for operations in paths.values():
        for operation in operations.values():
            for number, parameter in enumerate(operation.get("parameters", ())):
                name = name_of_parameter(parameter, shared)
                shared[name] = parameter
                operation["parameters"][number] = {"$ref": f"#/components/parameters/{name}"}
    return {name: shared[name] for name in sorted(shared)}


def name_of_parameter(parameter: dict[str, Any], shared: dict[str, Any]) -> str:
    """Its own name, numbered where another call means something else by the same."""
    name = f"{parameter['in']}-{parameter['name']}"
    names = (name, *(f"{name}-{number}" for number in range(2, 10)))
    return next(each for each in names if shared.get(each, parameter) == parameter)


def call_of(route: RouteFound, calls: dict[tuple[str, str], ApiCall]) -> ApiCall:
    """Returns what the table says about a route."""
    try:
        return calls[route.method, route.path]
    except KeyError:
        raise CannotContinue(
            f"{route.method} {route.path} is not in the table of calls: add it to infra/onestop_cli/openapi/calls.py."
        ) from None


def written(said: dict[str, Any]) -> str:
    """Returns the document as it is committed: one value a line, so that a change is easy to read."""
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    COMMITTED.write_text(written(document()), encoding="utf-8")
    sys.stdout.write(f"{COMMITTED.relative_to(ROOT)}: {len(document()['paths'])} paths\n")
