"""What comes out of every route of the staff, for every role, agency and `sees`: allowed canaries only.

The routes are those that the handlers declare, so one that is added later is walked too. What may come out is said in
`canaries.allowed`, not asked of the code.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest

from casework import handler as casework
from intake import handler as intake
from onestop.domain.staff.permissions import Role
from onestop.runtime.web import CALLERS, Caller
from onestop.storage.cases.read_case import load_file
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_api_event, said
from tests.functional.casework.canaries import (
    CELLS,
    CONTRACTOR,
    DEPARTMENT,
    EMAIL,
    FIELDS,
    LATER,
    LOOKERS,
    MACHINE,
    OWN_NOTE,
    PURPOSE,
    READERS,
    SEES,
    VIEWER,
    a_case_of_canaries,
    allowed,
    given_to_viewer,
    heard_in,
    is_outside,
)
from tests.functional.casework.test_matrix import ALONE, BODIES
from tests.functional.schedules.world import empty_tables, remember_tables

intake.load_all_pages()
ROUTES = sorted(route for route, who in CALLERS.items() if who is Caller.STAFF)
CASE = ("GET", "/api/staff/cases/{reference}")
LIST = ("GET", "/api/staff/tasks")
AUDIT = ("GET", "/api/staff/cases/{reference}/audit")
DISCLOSURE = ("POST", "/api/staff/cases/{reference}/disclosure")
LOOKS = ("GET", "/api/staff/looks")
VIEWS = ("all", "mine", "unassigned", "overdue", "at_risk", "waiting", "waking", "answered")
# what a route can be asked beside its path; one that is not named here is asked without anything
QUERIES: dict[tuple[str, str], list[dict[str, str]]] = {
    LIST: [{"view": view, "limit": "100"} for view in VIEWS],
    LOOKS: [{"by": VIEWER}, {"found": EMAIL}],
    ("GET", "/api/staff/cases"): [{"person": EMAIL, "purpose": "caller"}],
}
NUMBERS = count(1)
CONTACT_WORDS = {"canary-name", EMAIL, "5550173"}


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that says what it is told."""
    monkeypatch.setenv("CLOCK", "stated")


def ask(
    route: tuple[str, str], role: Role, agency: str, reference: str, query: dict[str, str] | None = None
) -> dict[str, Any]:
    """Asks a route as it is declared about a case; a part of a path that is new here must be given a value."""
    method, path = route
    values = {"reference": reference, "task": "01", "agency": CONTRACTOR, "attachment": "0123456789abcdef"}
    address = re.sub(r"\{(\w+)\}", lambda found: ({"arrival": "none"} | values)[found[1]], path)
    act = path.rpartition("/")[2]
    body = ({"disclosure": ALONE["disclose"], **BODIES, **ALONE}).get(act, {}) if method == "POST" else None
    if act == "bulk":
        body = {"action": "notes", "items": [{"reference": reference}], "body": {"text": "Hello."}}
    headers = {"X-Clock": LATER.isoformat()} | ({"Content-Type": "application/json"} if body is not None else {})
    event = an_api_event(
        method, address, body=body, headers=headers, query=query, claims=a_clerk(agency=agency, role=role, sub=VIEWER)
    )
    handler = intake if path.startswith(("/api/staff/arrivals", "/api/staff/entries")) else casework
    answer: dict[str, Any] = handler.handle(event, None)
    assert answer["statusCode"] < 500, (route, answer["body"])
    return answer


def may_come_out(route: tuple[str, str], role: Role, agency: str, sees: tuple[str, ...] | None) -> set[str]:
    """The canaries that a route may answer with; who the resident is, is disclosed to departments on its own route."""
    words = allowed(role, agency, sees)
    if route == DISCLOSURE and role in (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR):
        return words | (set() if is_outside(role, agency) else CONTACT_WORDS)
    return words


def check(route: tuple[str, str], answer: dict[str, Any], role: Role, may: set[str], cell: Any) -> None:
    text = answer["body"] + str(answer["headers"].get("Location", ""))
    assert heard_in(text) <= may, (cell, route, heard_in(text) - may)
    assert PURPOSE not in text or (route == AUDIT and role in (Role.SUPERVISOR, *READERS)), (cell, route)


@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR, MACHINE])
def test_whoever_reads_hears_what_is_allowed_and_of_a_case_all_of_it(agency: str) -> None:
    for sees in SEES:
        empty_tables()
        reference, file = a_case_of_canaries(next(NUMBERS), agency, sees)
        given_to_viewer(file)
        for role in (role for role in Role if agency == DEPARTMENT or role not in READERS):
            cell = f"{role} of {agency}, who sees {sees}"
            may = allowed(role, agency, sees)
            for route in (route for route in ROUTES if route[0] == "GET"):
                for query in QUERIES.get(route, [{}]):
                    answer = ask(route, role, agency, reference, query)
                    if route == LIST and answer["statusCode"] == 200:
                        lines = [line for line in said(answer)["tasks"] if line["reference"] == reference]
                        answer = answer | {"body": str(lines)}
                    check(route, answer, role, may_come_out(route, role, agency, sees), cell)
                    if route == CASE and role in LOOKERS:
                        assert heard_in(answer["body"]) == may, (cell, may - heard_in(answer["body"]))
                        assert OWN_NOTE in answer["body"]


@pytest.mark.parametrize("sees", [(), ("place",), FIELDS], ids=["nothing", "the place", "all"])
@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR, MACHINE])
def test_whatever_somebody_does_answers_with_no_more_than_they_may_hear(agency: str, sees: tuple[str, ...]) -> None:
    reference, _ = a_case_of_canaries(next(NUMBERS), agency, sees)
    as_before, worked = remember_tables(), 0
    for role in (role for role, of in CELLS if of == agency):
        for route in (route for route in ROUTES if route[0] == "POST"):
            as_before()
            answer = ask(route, role, agency, reference)
            worked += answer["statusCode"] == 200
            check(route, answer, role, may_come_out(route, role, agency, sees), (role, agency, sees))
    assert worked > 10  # else nothing was proved


@pytest.mark.parametrize("sees", SEES)
@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR, MACHINE])
def test_a_search_finds_by_what_the_one_who_searches_may_see(agency: str, sees: tuple[str, ...] | None) -> None:
    reference, _ = a_case_of_canaries(next(NUMBERS), agency, sees)
    for role in (role for role, of in CELLS if of == agency and role in LOOKERS):
        may = allowed(role, agency, sees)
        searches = {"canary-description": {"text": "CANARY-description"}, "44.987123": {"near": "44.987,-63.5"}}
        for word, search in searches.items():
            found = said(ask(LIST, role, agency, reference, {"agency": agency} | search))["tasks"]
            assert bool(found) is (word in may), (role, agency, sees, search)


@pytest.mark.parametrize("had", ["handed on", "ended"])
@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR])
def test_who_had_a_task_hears_their_own_part_and_changes_nothing(agency: str, had: str) -> None:
    reference, _ = a_case_of_canaries(next(NUMBERS), agency, FIELDS, had=had)
    before = load_file(reference)
    for role in (role for role, of in CELLS if of == agency and role not in READERS):
        outside = is_outside(role, agency)
        lasting = allowed(role, agency, FIELDS) - CONTACT_WORDS if had == "ended" and not outside else set()
        for route in ROUTES:
            for query in QUERIES.get(route, [{}]):
                answer = ask(route, role, agency, reference, query)
                if "{reference}" in route[1]:
                    looks = route[0] == "GET" and answer["statusCode"] in (200, 302)
                    assert looks or answer["statusCode"] in (403, 404, 409), (role, route, answer["body"])
                check(route, answer, role, lasting, (role, agency, had))
        if role in LOOKERS:
            shown = said(ask(CASE, role, agency, reference))
            assert [task["task"] for task in shown["tasks"]] == ["01"]
            assert shown["tasks"][0]["agency"] == ("parks" if had == "handed on" else agency)
    assert load_file(reference) == before


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_a_stranger_hears_nothing(role: Role) -> None:
    reference, _ = a_case_of_canaries(next(NUMBERS), DEPARTMENT, FIELDS)
    for route in ROUTES:
        for query in QUERIES.get(route, [{}]):
            check(route, ask(route, role, "sanitation", reference, query), role, set(), role)
