"""The routes of the API as the template and the functions have them: read where it is built, never in a Lambda.

The functions are loaded by the names that the template gives them, because the command must not import them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from onestop.runtime.web import CALLERS, Caller
from onestop_cli.build.template import read_template
from onestop_cli.openapi.answer_found import AnswerFound, answer_found
from onestop_cli.openapi.bodies import in_lines
from onestop_cli.openapi.call import ApiCall, Struct
from onestop_cli.openapi.staff_calls import STAFF_CASE, call_of_act

NOTHING = AnswerFound(None)
PREFIXES = ("/api/", "/open311/")
DESK = "/desk"  # pages of staff: they answer for each of their addresses by themselves


@dataclass(frozen=True, kw_only=True)
class RouteFound:
    """One route of a function: who may call it, what its view says of itself, and what it answers."""

    method: str
    path: str
    caller: Caller
    name: str
    says: str
    answer: AnswerFound = NOTHING


def routes_found(template: Path) -> list[RouteFound]:
    """Every route, by path and method."""
    found = []
    for resource in read_template(template)["Resources"].values():
        properties = resource.get("Properties", {})
        events = properties.get("Events", {}).values() if resource["Type"] == "AWS::Serverless::Function" else ()
        if any(event["Type"] == "Api" for event in events):
            handler = import_module(properties["Handler"].rpartition(".")[0])
            getattr(handler, "load_all_pages", lambda: None)()  # where pages wait until somebody asks for them
            found += routes_of(getattr(handler, "app", None))
    return sorted(set(found), key=lambda route: (route.path, route.method))


def routes_of(app: Any) -> list[RouteFound]:
    """The routes of one app."""
    return [
        RouteFound(
            method=method,
            path=path,
            caller=CALLERS[method, path],
            name=entry.view_function.__name__,
            says=in_lines((entry.view_function.__doc__ or "").partition("\n\n")[0]),
            answer=answer_found(entry.view_function) if path.startswith(PREFIXES) else NOTHING,
        )
        for path, methods in (app.routes if app else {}).items()
        for method, entry in methods.items()
        if method not in ("ANY", "OPTIONS")  # what takes everything else, or what browsers ask before, is no call
    ]


def calls_in(routes: list[RouteFound]) -> list[RouteFound]:
    """The routes for programs."""
    return [route for route in routes if route.path.startswith(PREFIXES)]


def pages_in(routes: list[RouteFound]) -> dict[str, list[str]]:
    """The routes for people: path and methods. They are not described, but an address knows what may be done there."""
    pages: dict[str, list[str]] = {}
    for route in routes:
        if not route.path.startswith((*PREFIXES, DESK)):
            pages.setdefault(route.path, []).append(route.method)
    return pages


def calls_of_acts() -> dict[tuple[str, str], ApiCall]:
    """The acts of staff: their paths and bodies are a table of casework."""
    acts = import_module("casework.acts.tables")
    bodies: dict[str, dict[str, Struct]] = {
        "tasks/{task}/": {name: row[0] for name, row in acts.TASK_ACTS.items()},
        "": dict(acts.WHOLE_CASE),
    }
    paths = {f"{STAFF_CASE}/{prefix}{name}": takes for prefix, table in bodies.items() for name, takes in table.items()}
    return {("POST", path): call_of_act(path, takes) for path, takes in paths.items()}
