"""What the Chalice apps answer and what API Gateway lets in are the same, and so is who may call it."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from casework.pages.desk_request import app as desk
from casework.pages.navigation import ENTRIES
from casework.pages.page_modules import PAGES as DESK_PAGES
from intake import page_modules as intake_pages
from intake.web.report.steps import BY_NAME
from onestop.domain.surveys.feedback import PARTS
from onestop.runtime.pages.late_pages import declare_routes, modules_near
from onestop.runtime.web import CALLERS, Caller, make_app
from portal import page_modules as portal_pages
from tests.contract.template import FUNCTIONS, TEMPLATE, handler_module

Routes = dict[tuple[str, str], Caller]


def of_the_template(function: str) -> Routes:
    events = FUNCTIONS[function].get("Events", {}).values()
    properties = [event["Properties"] for event in events if event["Type"] == "Api"]
    return {(route["Method"].upper(), route["Path"]): lets_in(route.get("Auth") or {}) for route in properties}


def lets_in(auth: dict[str, Any]) -> Caller:
    if auth == {"Authorizer": "Staff"}:
        return Caller.STAFF
    if auth == {"ApiKeyRequired": True}:
        return Caller.MACHINE
    assert not auth, f"unknown Auth {auth}"
    return Caller.PUBLIC


def of_the_app(function: str) -> Routes:
    app = getattr(handler_module(FUNCTIONS[function]), "app", None)
    declared = {(method, path) for path, methods in app.routes.items() for method in methods} if app else set()
    return {route: CALLERS[route] for route in declared}


DESK = "DeskFunction"
DESK_ROUTES = ("/desk", "/desk/{proxy+}")
# one route for all pages of a report, of applications, and for the calls of applications: the function finds which
GREEDY = ("/report/{proxy+}", "/apply/{proxy+}", "/api/applications/{proxy+}")


# and one for all that no other route takes: the portal finds which of its pages is meant
BEHIND_ONE = (
    "/developers/asyncapi.json",
    *("/answers", "/report/", "/apply/", "/api/applications/"),
    *("/around", "/end", "/forget/", "/insights", "/map/", "/search", "/view/", "/widget.js", "/my"),
    *("/api/my/", "/api/nearby", "/api/notices", "/api/places", "/api/subscriptions", "/api/suggestions"),
    *("/api/answers", "/notices/", "/subscri", "/feedback", "/api/feedback"),
)


@pytest.mark.parametrize("function", sorted(FUNCTIONS.keys() - {DESK}))
def test_every_route_is_in_both_with_the_same_callers(function: str) -> None:
    # API Gateway knows nothing of links: who holds the secret of a case, or a token, comes through an open door
    seen_from_outside = {
        route: Caller.PUBLIC if caller in (Caller.LINK, Caller.RESIDENT) else caller
        for route, caller in of_the_app(function).items()
    }
    behind_one = {route for route in seen_from_outside if route[1].startswith(BEHIND_ONE)}
    behind_one -= {("ANY", path) for path in GREEDY}
    assert {seen_from_outside.pop(route) for route in behind_one} <= {Caller.PUBLIC}
    # HEAD works where GET does; what else ANY lets in, the function refuses with the methods that there are
    heads = {("HEAD", path): caller for (method, path), caller in seen_from_outside.items() if method == "GET"}
    wanted = seen_from_outside | heads
    let_in = of_the_template(function)
    assert {route: let_in.get(route, let_in.get(("ANY", route[1]))) for route in wanted} == wanted
    assert {route for route in let_in if route[0] != "ANY"} <= wanted.keys()
    assert {path for _, path in let_in} <= {path for _, path in wanted}


def test_the_two_routes_of_the_desk_let_all_of_its_pages_in_and_each_page_looks_who_it_is() -> None:
    assert of_the_template(DESK) == {("ANY", path): Caller.PUBLIC for path in DESK_ROUTES}
    pages = of_the_app(DESK)
    assert {path for _, path in pages if not f"{path}/".startswith("/desk/")} == set()
    open_to_all = {route for route, caller in pages.items() if caller is not Caller.DESK}
    assert open_to_all == {
        ("GET", "/desk/sign-in"),
        ("POST", "/desk/sign-in"),
        ("GET", "/desk/sign-in/elsewhere"),
        ("GET", "/desk/sign-in/back"),
        ("GET", "/desk/static/{file}"),
        ("ANY", "/desk/{proxy+}"),  # says that there is no such page
    }


def test_each_page_of_residents_is_known_again_when_somebody_says_that_it_did_not_help() -> None:
    pages = {path for function in FUNCTIONS for method, path in of_the_app(function) if method == "GET"}
    pages = {path for path in pages if not path.startswith(("/api", "/desk", "/open311")) and "/static/" not in path}
    parts = {part for path in pages if "." not in path for part in path.split("/") if part and "{" not in part}
    assert parts | set(BY_NAME) == PARTS


def test_no_route_is_declared_twice() -> None:
    routes = [route for function in FUNCTIONS for route in of_the_template(function)]
    assert len(routes) == len(set(routes))


SIGN_IN = {("POST", "/api/staff/sessions"), ("POST", "/api/staff/authenticators")}


def test_every_route_of_staff_says_so_in_its_path_but_the_one_to_sign_in() -> None:
    staff = {route for function in FUNCTIONS for route in of_the_app(function) if route[1].startswith("/api/staff")}
    assert {route for route in staff if CALLERS[route] is not Caller.STAFF} == SIGN_IN
    assert {path for _, path in staff if CALLERS["POST", "/api/staff/sessions"] is Caller.PUBLIC}


def test_no_door_stands_open_by_default() -> None:
    """Without a default authorizer each route must say who it is for: `lets_in` above reads exactly that."""
    api = TEMPLATE["Resources"]["Api"]["Properties"]
    assert set(api["Auth"]) == {"Authorizers"}
    assert set(api["Auth"]["Authorizers"]) == {"Staff"}


def test_every_route_belongs_to_one_api() -> None:
    for properties in FUNCTIONS.values():
        for event in properties.get("Events", {}).values():
            if event["Type"] == "Api":
                assert event["Properties"]["RestApiId"] == {"Ref": "Api"}


def test_the_pages_of_the_desk_at_an_address_are_loaded_when_it_is_asked_for() -> None:
    handler_module(FUNCTIONS[DESK])  # all of them
    for path, methods in desk.routes.items():
        near = {f"casework.pages.{name}" for name in modules_near(path, DESK_PAGES)}
        declared = {inspect.unwrap(entry.view_function).__module__ for entry in methods.values()}
        assert declared <= near | {FUNCTIONS[DESK]["Handler"].rpartition(".")[0]}, path


@pytest.mark.parametrize("pages", [portal_pages.PAGES, intake_pages.PAGES], ids=["portal", "intake"])
def test_the_routes_at_an_address_are_declared_when_it_is_asked_for(pages: Mapping[str, Sequence[str]]) -> None:
    for function in sorted({each for row in pages.values() for each in row}):
        declare_routes(app := make_app("any"), function)
        for path in app.routes:
            assert function in modules_near(path, pages), path


def test_every_entry_of_the_menu_of_the_desk_is_a_page() -> None:
    assert {entry.path for entry in ENTRIES} <= {path for _, path in of_the_app(DESK)}
