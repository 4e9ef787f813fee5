"""A task is given to who can do it: the desk offers nobody else, and no request gets past it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from casework.handler import handle
from casework.staff.colleagues import who_works
from onestop.runtime.clients import client
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event
from tests.functional.desk.accounts import a_pool, counted, make, silent
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.desk.test_case_acts import done, page_of, send
from tests.functional.desk.test_inbox_bulk import choose, go_on
from tests.functional.stories import case_file, in_progress

AWAY = {"agency": "streets", "first": "2026-11-20", "last": "2026-11-30"}


@pytest.fixture
def pool(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with a_pool(monkeypatch) as made:
        yield made


@pytest.fixture
def bo(pool: str) -> str:
    return make(pool, "bo@city.example", "agency:streets", "role:clerk")


@pytest.fixture
def chief(pool: str) -> Browser:
    return a_browser_of(make(pool, "chief@city.example", "agency:streets", "role:supervisor"), "chief@city.example")


def a_browser_of(sub: str, username: str) -> Browser:
    return signed_in(role="supervisor", sub=sub, username=username)


def assign(reference: str, to: str) -> tuple[int, dict[str, object]]:
    """A supervisor gives the first task by the API."""
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    claims = {**a_clerk(sub="chief-1", role="supervisor"), "cognito:username": "chief@city.example"}
    path = f"/api/staff/cases/{reference}/tasks/01/assignment"
    answer = handle(an_api_event("POST", path, body={"assignee": to}, headers=headers, claims=claims), None)
    return answer["statusCode"], msgspec.json.decode(answer["body"])


def test_who_works_for_an_agency_is_offered_and_neither_auditors_nor_the_front_desk_nor_who_left(pool: str) -> None:
    streets = "agency:streets"
    make(pool, "ada@city.example", streets, "role:auditor")
    make(pool, "flo@city.example", streets, "role:reception")
    make(pool, "gone@city.example", streets, "role:clerk")
    client("cognito-idp").admin_disable_user(UserPoolId=pool, Username="gone@city.example")
    make(pool, "else@city.example", "agency:parks", "role:clerk")
    both = make(pool, "cy@city.example", streets, "role:reception", "role:clerk")
    bo = make(pool, "bo@city.example", streets, "role:clerk")
    assert dict(who_works("streets")) == {bo: "bo", both: "cy"}


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        (None, "Nobody here has this id"),
        (("agency:streets", "role:auditor"), "does no tasks"),
        (("agency:parks", "role:clerk"), "do not work for the agency"),
    ],
)
def test_a_task_is_not_given_to_who_cannot_do_it_and_the_field_is_named(
    chief: Browser, pool: str, groups: tuple[str, ...] | None, why: str
) -> None:
    to = make(pool, "to@city.example", *groups) if groups else "a-name-that-no-account-has"
    reference = in_progress()["reference"]
    status, problem = assign(reference, to)
    assert (status, problem["errors"][0]["field"]) == (409, "assignee")  # type: ignore[index]
    assert why in str(problem["detail"])
    page = send(chief, page_of(chief, reference), "give", assignee=to)
    assert (page["statusCode"], 'href="#give-01-assignee"' in page["body"]) == (400, True)
    assert case_file(reference).tasks[0].assignee is None


def test_fifty_tasks_are_given_to_a_colleague_for_the_two_calls_of_one(chief: Browser, bo: str) -> None:
    references = [in_progress()["reference"] for _ in range(3)]
    asked = choose(chief, "other", *references, other="give")
    assert f'<option value="{bo}">bo</option>' in asked
    assert 'href="#assignee"' in go_on(chief, asked)  # nobody was chosen, so nothing is given, nor given back
    with counted() as names:
        assert "3 tasks: done." in go_on(chief, asked, assignee=bo)
    assert names == ["ListUsers", "AdminListGroupsForUser"]
    assert {case_file(each).tasks[0].assignee for each in references} == {bo}


def test_a_clerk_gives_to_nobody_and_taking_asks_nobody_who_works_here(pool: str) -> None:
    sub = make(pool, "di@city.example", "agency:streets", "role:clerk")
    reference, clerk = in_progress()["reference"], signed_in(sub=sub, username="di@city.example")
    assert '<option value="give">' not in clerk.get("/desk")["body"]
    assert clerk.submit("/desk/bulk", [("act", "other"), ("other", "give")])["statusCode"] == 403
    with counted() as names:
        taken = clerk.submit("/desk/bulk", [("act", "take"), ("item", f"{reference}/01")])
    assert taken["statusCode"] == 303
    assert not {"ListUsers", "AdminListGroupsForUser"} & set(names)


def test_where_it_cannot_be_asked_who_works_here_nothing_is_given_and_that_is_said(chief: Browser, bo: str) -> None:
    reference = in_progress()["reference"]
    page = page_of(chief, reference)
    with silent():
        status, problem = assign(reference, bo)
        answer = send(chief, page, "give", assignee=bo)
    assert (status, "cannot be asked" in str(problem["detail"])) == (503, True)
    assert answer["statusCode"] == 503
    assert case_file(reference).tasks[0].assignee is None


def test_who_is_away_is_given_a_task_only_once_that_was_read(chief: Browser, pool: str, bo: str) -> None:
    deputy = make(pool, "ada@city.example", "agency:streets", "role:clerk")
    said = {**AWAY, "staff": bo, "deputy": deputy}
    assert chief.submit("/desk/supervisor/absences", said.items(), seen="/desk/supervisor")["statusCode"] == 303
    one, other = in_progress()["reference"], in_progress()["reference"]
    warned = send(chief, page_of(chief, one), "give", assignee=bo)
    assert "bo is away until 30 November; ada stands in." in warned["body"]
    assert case_file(one).tasks[0].assignee is None
    done(send(chief, warned, "give"))
    asked = go_on(chief, choose(chief, "other", other, other="give"), assignee=bo)
    assert "bo is away until 30 November; ada stands in." in asked
    assert case_file(other).tasks[0].assignee is None
    assert "1 task: done." in go_on(chief, asked, assignee=bo)
    assert [case_file(each).tasks[0].assignee for each in (one, other)] == [bo, bo]
