"""Members of staff see the work of their own agency, and nothing of anybody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from casework.handler import handle
from onestop.storage.cases.case_rows import task_row
from onestop.storage.letters.undelivered import Undelivered, keep_undelivered
from onestop.storage.staff.looks import looks_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, a_reference, a_task, an_administrator, an_api_event, said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import in_progress, open_case, route

STREETS = a_clerk(agency="streets")
WATER = a_clerk(agency="water")


def get_inbox(claims: Any = STREETS, **query: str) -> dict[str, Any]:
    return handle(an_api_event("GET", "/api/staff/tasks", query=query, claims=claims), None)


def get_case(reference: str, claims: Any = STREETS, **query: str) -> dict[str, Any]:
    return handle(an_api_event("GET", f"/api/staff/cases/{reference}", query=query, claims=claims), None)


def keep_tasks(number: int) -> list[str]:
    """Tasks of the streets agency, each due an hour later than the one before."""
    references = [a_reference(n) for n in range(1, number + 1)]
    for hours, reference in enumerate(references):
        task_row(a_task(reference=reference, due_at=NOW + timedelta(hours=hours))).save()
    return references


def test_an_inbox_shows_the_open_tasks_of_the_agency(aws: Aws) -> None:
    reference = in_progress()["reference"]
    inbox = said(get_inbox())
    assert inbox["agency"] == "streets"
    (task,) = inbox["tasks"]
    assert (task["reference"], task["task"], task["service_name"]) == (reference, "01", "Pothole")
    assert (task["summary"], task["triage"], task["status"]) == ("A deep hole.", False, "open")


def test_a_priority_that_there_is_not_is_refused_with_those_that_there_are(aws: Aws) -> None:
    answer = get_inbox(priority="hgih")
    assert answer["statusCode"] == 400
    assert "low, normal, high, urgent" in answer["body"]


def test_an_inbox_page_is_exactly_one_query(aws: Aws, calls: Calls) -> None:
    keep_tasks(6)
    get_inbox()
    calls.forget()
    page = said(get_inbox(limit="3"))
    assert calls.names == ["Query"]
    calls.forget()
    get_inbox(limit="3", cursor=page["cursor"])
    assert calls.names == ["Query"]


def test_a_page_that_shows_words_of_residents_is_one_look_more_however_many_cases_are_on_it(
    aws: Aws, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOCK", "stated")  # looks are kept by the month
    references = {in_progress()["reference"] for _ in range(3)}
    calls.forget()
    asked = an_api_event("GET", "/api/staff/tasks", claims=STREETS, headers={"X-Clock": NOW.isoformat()})
    assert {task["reference"] for task in said(handle(asked, None))["tasks"]} == references
    assert calls.names == ["Query", "PutItem"]
    (look,) = looks_of("staff:clerk-1", f"{NOW:%Y-%m}", 10)
    assert (look.where, look.agency, set(look.cases)) == ("list", "streets", references)


def test_an_inbox_is_read_a_page_at_a_time_each_task_once_and_the_first_due_on_top(aws: Aws) -> None:
    references = keep_tasks(7)
    listed, cursor = [], ""
    for size in (3, 3, 1):
        page = said(get_inbox(limit="3", cursor=cursor))
        assert len(page["tasks"]) == size
        listed += [task["reference"] for task in page["tasks"]]
        cursor = page["cursor"] or ""
    assert (listed, cursor) == (references, "")


def test_the_triage_desk_finds_what_the_rules_were_not_sure_of(aws: Aws) -> None:
    route(open_case(description="It is not as it should be.")["reference"])
    (task,) = said(get_inbox(a_clerk(agency="contact-centre")))["tasks"]
    assert (task["code"], task["triage"], task["service_code"]) == ("triage", True, None)


@pytest.mark.parametrize("agency", ["water", "contact-centre", "horse-tramways", "", "streets#", "🙂"])
def test_no_clerk_sees_another_agencys_inbox(aws: Aws, agency: str) -> None:
    answer = get_inbox(agency=agency)
    if agency:
        assert fields_of(answer, 403) == {"agency"}
    else:
        assert said(answer)["agency"] == "streets"


def test_who_works_for_two_agencies_says_which_inbox(aws: Aws) -> None:
    both = {**STREETS, "cognito:groups": "agency:streets,agency:water,role:clerk"}
    assert fields_of(get_inbox(both), 403) == {"agency"}
    assert said(get_inbox(both, agency="water"))["agency"] == "water"


def test_an_administrator_sees_every_inbox_that_there_is(aws: Aws) -> None:
    assert said(get_inbox(an_administrator(), agency="water"))["agency"] == "water"
    assert fields_of(get_inbox(an_administrator(), agency="horse-tramways"), 403) == {"agency"}


@pytest.mark.parametrize(
    "claims",
    [
        None,
        {},
        {"sub": "7", "cognito:groups": "agency:streets"},
        {"sub": "7", "token_use": "access", "cognito:groups": "agency:streets"},
        {"token_use": "id", "cognito:groups": "agency:streets"},
        {"sub": "", "token_use": "id", "cognito:groups": "agency:streets"},
    ],
    ids=["no authorizer", "no claims", "no use", "an access token", "nobody", "an empty name"],
)
def test_only_an_id_token_of_somebody_opens_the_desk(aws: Aws, claims: Any) -> None:
    reference = in_progress()["reference"]
    problem(get_inbox(claims), 403)
    problem(get_case(reference, claims), 403)


@pytest.mark.parametrize("groups", ["role:clerk", "role:clerk,streets", "agency:,role:clerk", ["role:clerk"]])
def test_who_belongs_to_no_agency_sees_nothing(aws: Aws, groups: Any) -> None:
    reference = in_progress()["reference"]
    claims = {"sub": "7", "token_use": "id", "cognito:groups": groups}
    assert get_inbox(claims, agency="streets")["statusCode"] == 403
    assert get_case(reference, claims)["statusCode"] == 404


@pytest.mark.parametrize("groups", [None, "", "agency:streets", "agency:streets,role:king", []])
def test_who_has_no_role_may_do_nothing(aws: Aws, groups: Any) -> None:
    reference = in_progress()["reference"]
    claims = {"sub": "7", "token_use": "id", "cognito:groups": groups}
    assert fields_of(get_inbox(claims, agency="streets"), 403) == {"role"}
    assert fields_of(get_case(reference, claims), 403) == {"role"}


def test_a_case_is_shown_with_all_that_its_work_needs_and_not_who_brought_it(aws: Aws) -> None:
    reference = in_progress()["reference"]
    answer = get_case(reference, lang="es")
    case = said(answer)
    assert (case["description"], case["place"]["address"]) == ("A deep hole.", "3 Elm Lane")
    assert case["reasons"] == ["La persona eligió este servicio."]
    assert [event["type"] for event in case["history"]] == ["case.opened", "case.routed", "task.opened"]
    assert [task["task"] for task in case["tasks"]] == ["01"]
    assert not [word for word in ("Ana", "resident.example") if word in answer["body"]]


def test_a_case_of_other_agencies_is_a_case_that_does_not_exist(aws: Aws) -> None:
    reference = in_progress()["reference"]
    assert fields_of(get_case(reference, WATER), 404) == {"reference"}
    assert fields_of(get_case(a_reference(99)), 404) == {"reference"}
    assert fields_of(get_case("not-a-reference"), 404) == {"reference"}
    assert get_case(reference, an_administrator())["statusCode"] == 200


def test_a_case_is_two_queries_one_of_them_its_letters_and_the_look_at_it_is_recorded(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    get_case(reference)
    calls.forget()
    get_case(reference)
    assert calls.names == ["Query", "PutItem", "Query"]


def test_what_a_clerk_may_not_see_is_the_same_answer_as_what_is_not_there(aws: Aws) -> None:
    reference, other = in_progress()["reference"], a_reference(99)
    hidden, missing = get_case(reference, WATER), get_case(other, WATER)
    assert hidden["body"].replace(reference, "X") == missing["body"].replace(other, "X")


def test_a_letter_that_could_not_leave_shows_on_its_case(aws: Aws) -> None:
    reference = in_progress()["reference"]
    undelivered = Undelivered(
        at=NOW, event=f"{reference}.1", letter="case-opened", channel="sms", why="InvalidParameter"
    )
    keep_undelivered(reference, undelivered)
    shown = {"at": NOW.isoformat(), "letter": "case-opened", "channel": "sms", "why": "InvalidParameter"}
    assert said(get_case(reference))["undelivered"] == [shown]
