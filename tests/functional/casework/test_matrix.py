"""Who may call what, on whose case: every role, every route of the staff, every owner, made from the route table."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from casework import handler as casework
from onestop.domain.staff.permissions import ALLOWED, Role
from onestop.runtime.web import CALLERS, Caller
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, a_reference, an_api_event, said
from tests.functional.stories import CONTACT, PLACE, case_file, history, opened_with, route

CLOCK = {"X-Clock": NOW.isoformat()}  # the dates in the bodies lie ahead of it
SECRETS = ("A very deep hole", "Elm Lane", "Ana Rivas", "resident.example", "pothole")
OWNERS = {"own": "streets", "other": "water", "stranger": "parks"}
READS_ALL = (Role.ADMINISTRATOR, Role.AUDITOR)

# the routes whose last part does not name the act
LOOKING = {
    ("GET", "/api/staff/tasks"): "list",
    ("GET", "/api/staff/cases"): "find",
    ("GET", "/api/staff/cases/{reference}"): "look",
    ("GET", "/api/staff/cases/{reference}/audit"): "audit",
    ("POST", "/api/staff/cases/{reference}/disclosure"): "disclose",
    ("GET", "/api/staff/contractors/{agency}"): "report",
    ("GET", "/api/staff/arrivals/{arrival}"): "arrivals",
    ("POST", "/api/staff/arrivals/{arrival}/dismissal"): "release",
    ("GET", "/api/staff/cases/{reference}/attachments/{attachment}"): "look",
}
BODIES: dict[str, dict[str, Any]] = {
    "completion": {"outcome": "done"},
    "assignment": {"assignee": "me"},
    "transfer": {"agency": "sanitation", "reason": "Glass on the road."},
    "splitting": {"agencies": ["streets", "sanitation"], "reason": "Two jobs."},
    "question": {"question": "Which lane is it?"},
    "waiting": {"until": "2026-12-31T00:00:00Z", "reason": "Frost."},
    "resumption": {},
    "cancellation": {"reason": "Done by others."},
    "notes": {"text": "Call before you come."},
    "tasks": {"code": "no-such-task"},
    "reopening": {"reason": "Still there."},
    "withdrawal": {"reason": "They called."},
    "triage": {"reason": "Not a pothole."},
    "priority": {"priority": "high", "reason": "A school."},
    "extension": {"due_at": "2027-12-01T00:00:00Z", "reason": "The law allows it."},
    "merging": {"into": a_reference(5), "reason": "The same hole."},
    "links": {"reference": a_reference(5)},
}
# what is not done to a selection
ALONE: dict[str, dict[str, Any]] = {
    "disclose": {"purpose": "The crew stands before a locked gate."},
    "attachments": {"name": "lane.jpg"},
    "unmerging": {},
    "unlinking": {"reference": a_reference(5)},
}

NAMING_ANOTHER = ("merging", "links", "unlinking")


def act_of(method: str, path: str) -> str | None:
    """The act that a route is; None for signing in, and for the selection, whose items are acts themselves."""
    if path in ("/api/staff/sessions", "/api/staff/authenticators", "/api/staff/bulk"):
        return None
    return LOOKING.get((method, path)) or path.rpartition("/")[2]


ROUTES = {
    (method, path): act_of(method, path)
    for (method, path) in CALLERS
    if path.startswith("/api/staff") and act_of(method, path)
}
ON_CASES = {route: act for route, act in ROUTES.items() if act and "{reference}" in route[1]}


@pytest.fixture(autouse=True)
def stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")


def call(method: str, path: str, act: str, claims: Any, reference: str) -> dict[str, Any]:
    address = path.format(reference=reference, task="01", agency="evergreen-paving", attachment="none")
    body = (BODIES | ALONE).get(act, {}) if method == "POST" else None
    headers = CLOCK | ({"Content-Type": "application/json"} if body is not None else {})
    event = an_api_event(method, address, body=body, claims=claims, headers=headers)
    answer: dict[str, Any] = casework.handle(event, None)
    return answer


NUMBERS = count()


def a_secret_case() -> str:
    """Each of a resident of its own: one sender brings no more than twenty an hour."""
    contact = CONTACT | {"email": f"ana{next(NUMBERS)}@resident.example"}
    need = {"service_code": "pothole", "description": "A very deep hole", "place": PLACE, "contact": contact}
    reference = str(opened_with(CLOCK, need)["reference"])
    route(reference)
    return reference


def test_every_route_of_the_staff_is_an_act_of_the_table() -> None:
    assert set(ROUTES.values()) <= set(ALLOWED)
    assert {caller for (_, path), caller in CALLERS.items() if path.startswith("/api/staff/cases")} == {Caller.STAFF}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("owner", OWNERS)
def test_a_forbidden_cell_is_refused_and_tells_nothing(aws: Aws, role: Role, owner: str) -> None:
    claims = a_clerk(agency=OWNERS[owner], role=role)
    secret = a_secret_case()
    before = len(history(secret))
    for (method, path), act in ON_CASES.items():
        cell = f"{role} of the {owner} agency, {method} {path}"
        if role not in ALLOWED[act]:
            answer = call(method, path, act, claims, secret)
            assert answer["statusCode"] == 403, cell
            assert {error["field"] for error in said(answer)["errors"]} == {"role"}, cell
        elif owner != "own" and role not in READS_ALL:
            answer, missing = (call(method, path, act, claims, one) for one in (secret, a_reference(77)))
            assert answer["statusCode"] == 404, cell
            assert answer["body"].replace(secret, "X") == missing["body"].replace(a_reference(77), "X"), cell
        else:
            answer = call(method, path, act, claims, a_secret_case())
            assert answer["statusCode"] in (200, 201, 400, 404, 409), (cell, answer["body"])
            # the other case of a merge or link, and the file, which are not there
            assert answer["statusCode"] != 404 or act in NAMING_ANOTHER or "{attachment}" in path, cell
            continue
        assert not [word for word in SECRETS if word in answer["body"]], cell
    assert len(history(secret)) == before


@pytest.mark.parametrize("role", sorted(role for role in ALLOWED["list"] if role not in READS_ALL))
def test_lists_and_counts_show_nothing_of_other_agencies(aws: Aws, role: Role) -> None:
    a_secret_case()
    claims = a_clerk(agency="water", role=role)
    for query in ({}, {"view": "mine"}, {"view": "unassigned"}, {"view": "overdue"}, {"text": "hole"}):
        listed = casework.handle(an_api_event("GET", "/api/staff/tasks", query=query, claims=claims), None)
        assert (listed["statusCode"], said(listed)["tasks"]) == (200, [])
        foreign = an_api_event("GET", "/api/staff/tasks", query={"agency": "streets", **query}, claims=claims)
        answer = casework.handle(foreign, None)
        assert answer["statusCode"] == 403 or said(answer)["tasks"] == []
        assert not [secret for secret in SECRETS if secret in answer["body"]]


@pytest.mark.parametrize("role", Role)
def test_a_selection_is_refused_item_by_item_as_each_would_be_alone(aws: Aws, role: Role) -> None:
    reference = a_secret_case()
    for act, body in BODIES.items():
        on_task = any(path.endswith(f"/tasks/{{task}}/{act}") for _, path in ON_CASES)
        item = {"reference": reference} | ({"task": "01"} if on_task else {})
        sent = {"action": act, "items": [item], "body": body}
        answer = casework.handle(
            an_api_event("POST", "/api/staff/bulk", body=sent, claims=a_clerk(agency="water", role=role)), None
        )
        if role not in ALLOWED[act]:
            assert answer["statusCode"] == 403
        elif role not in READS_ALL:
            (result,) = said(answer)["results"]
            assert result["status"] == 404
            assert not [secret for secret in SECRETS if secret in answer["body"]]
    if role not in READS_ALL:
        assert case_file(reference).case.version == 3


@pytest.mark.parametrize("claims", [None, {}, {"sub": "7", "token_use": "access", "cognito:groups": "role:clerk"}])
def test_nobody_gets_in_without_a_token(aws: Aws, claims: Any) -> None:
    for (method, path), act in ON_CASES.items():
        assert call(method, path, act, claims, a_reference(3))["statusCode"] == 403
