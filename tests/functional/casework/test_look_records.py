"""A search for a person has a purpose, a role, a look and a limit; and who only had a task changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from casework import handler as casework
from casework.oversight.look_records import SEARCHES
from casework.oversight.routes import LOOKS
from onestop.storage.staff.looks import Look, keep_look
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, an_administrator, an_api_event, an_auditor, said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import case_file, history, in_progress, open_case

RECEPTION = a_clerk(agency="contact-centre", role="reception", sub="reception-1")
STREETS, PARKS = a_clerk(role="supervisor", sub="supervisor-1"), a_clerk(agency="parks")
PERSON = "ana@resident.example"
TRANSFER = {"agency": "parks", "reason": "Roots."}


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")


def get(path: str, claims: Mapping[str, Any], at: Any = NOW, **query: str) -> dict[str, Any]:
    headers = {"X-Clock": at.isoformat()}
    event = an_api_event("GET", f"/api/staff/{path}", query=query or None, headers=headers, claims=claims)
    answer: dict[str, Any] = casework.handle(event, None)
    return answer


def search(claims: Mapping[str, Any] = RECEPTION, at: Any = NOW, **query: str) -> dict[str, Any]:
    return get("cases", claims, at, **({"person": PERSON, "purpose": "caller"} | query))


def act(path: str, body: Any, claims: Mapping[str, Any] = STREETS, **headers: str) -> dict[str, Any]:
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    event = an_api_event("POST", f"/api/staff/cases/{path}", body=body, headers=sent, claims=claims)
    answer: dict[str, Any] = casework.handle(event, None)
    return answer


def handed_on() -> str:
    reference = str(in_progress()["reference"])
    assert act(f"{reference}/tasks/01/transfer", TRANSFER)["statusCode"] == 200
    return reference


@pytest.mark.parametrize("purpose", ["", "curious", "caller "])
def test_a_search_without_a_purpose_of_the_list_is_refused_and_nothing_is_read(
    aws: Aws, calls: Calls, purpose: str
) -> None:
    calls.forget()
    assert fields_of(search(purpose=purpose)) == {"purpose"}
    assert not {"TransactWriteItems", "BatchGetItem"} & set(calls.names)


@pytest.mark.parametrize("role", ["clerk", "supervisor", "contractor", "system"])
def test_who_is_not_reception_searches_for_nobody(aws: Aws, role: str) -> None:
    open_case()
    assert fields_of(search(a_clerk(agency="contact-centre", role=role)), 403) == {"role"}


def test_a_contractor_s_reception_is_still_a_contractor_s(aws: Aws) -> None:
    assert fields_of(search(a_clerk(agency="greenhaul", role="reception")), 403) == {"agency"}


def test_a_clerk_who_is_reception_too_may_do_both(aws: Aws) -> None:
    both = {"sub": "7", "token_use": "id", "cognito:groups": "agency:streets,role:clerk,role:reception"}
    reference = in_progress()["reference"]
    assert [case["reference"] for case in said(search(both))["cases"]] == [reference]
    assert get(f"cases/{reference}", both)["statusCode"] == 200


def test_a_search_is_found_by_the_auditor_under_who_searched_and_under_whom_without_the_address(aws: Aws) -> None:
    open_case()
    search()
    search(person="somebody@else.example", purpose="complaint")
    by = said(get("looks", an_auditor(), by="reception-1"))["looks"]
    assert {(look["by"], look["where"], look["purpose"]) for look in by} == {
        ("staff:reception-1", "search", "caller"),
        ("staff:reception-1", "search", "complaint"),
    }
    found = get("looks", an_auditor(), found=" ANA@resident.example")
    assert {(look["by"], look["purpose"]) for look in said(found)["looks"]} == {
        ("staff:reception-1", "caller"),
        ("staff:auditor-1", "audit"),  # reading it is a look too
    }
    assert PERSON not in found["body"]
    assert said(get("looks", an_auditor(), by="reception-1", month="2026-10"))["looks"] == []


def test_what_lists_somebody_saw_is_found_with_the_cases_on_them(aws: Aws) -> None:
    reference = in_progress()["reference"]
    get("tasks", STREETS)
    get("tasks", STREETS, text="no such words")  # shows nothing, so it is no look
    (look,) = said(get("looks", an_administrator(), by="supervisor-1"))["looks"]
    assert (look["where"], look["agency"], look["cases"]) == ("list", "streets", [reference])


def test_a_month_that_is_none_is_refused(aws: Aws) -> None:
    assert fields_of(get("looks", an_auditor(), by="7", month="11")) == {"month"}


def test_who_searched_for_somebody_is_narrowed_to_one_and_without_either_it_is_what_one_did_oneself(aws: Aws) -> None:
    search()
    assert len(said(get("looks", an_auditor(), found=PERSON, by="reception-1"))["looks"]) == 1
    assert said(get("looks", an_auditor(), found=PERSON, by="7"))["looks"] == []
    assert {look["where"] for look in said(get("looks", an_auditor()))["looks"]} == {"audit"}


def pages_of(**query: str) -> list[list[str]]:
    """All pages of looks, each with when somebody looked."""
    cursor: str | None = ""
    pages = []
    while cursor is not None:
        page = said(get("looks", an_auditor(), **query, **({"cursor": cursor} if cursor else {})))
        pages.append([look["at"] for look in page["looks"] if look["by"] == "staff:reception-1"])
        cursor = page["cursor"]
    return pages


@pytest.mark.parametrize("whose", [{"by": "reception-1"}, {"found": PERSON}, {"by": "reception-1", "found": PERSON}])
def test_what_an_auditor_asks_for_is_whole_a_page_at_a_time(aws: Aws, whose: dict[str, str]) -> None:
    for minute in range(5):
        search(at=NOW + timedelta(minutes=minute))
    pages = pages_of(limit="2", **whose)
    assert max(map(len, pages)) <= 2
    expected = [(NOW + timedelta(minutes=minute)).isoformat() for minute in (4, 3, 2, 1, 0)]
    assert [at for page in pages for at in page] == expected


def test_who_searched_for_somebody_is_narrowed_to_a_month_that_is_named(aws: Aws) -> None:
    search(at=NOW - timedelta(days=31))
    search()
    assert pages_of(found=PERSON, month="2026-11") == [[NOW.isoformat()]]
    assert pages_of(found=PERSON) == [[NOW.isoformat(), (NOW - timedelta(days=31)).isoformat()]]


@pytest.mark.parametrize(
    "cursor", ["x", "MjAyNi0xMS0yM1QxNTowMDowMCM3", "é", "MjAyNi0xMC0wMVQwMDowMDowMCswMDowMCNieQ=="]
)
def test_a_cursor_of_another_list_of_looks_is_refused(aws: Aws, cursor: str) -> None:
    assert fields_of(get("looks", an_auditor(), by="7", cursor=cursor)) == {"cursor"}


@pytest.mark.parametrize("by", ["x" * 3000, "é" * 900])
def test_nobody_has_an_id_that_is_longer_than_any(aws: Aws, by: str) -> None:
    assert fields_of(get("looks", an_auditor(), by=by)) == {"by"}


def test_a_case_that_many_looked_at_says_that_there_are_more_looks_than_are_listed(aws: Aws) -> None:
    reference = str(in_progress()["reference"])
    for number in range(LOOKS - 1):
        keep_look(reference, Look(at=NOW - timedelta(days=1, minutes=number), by="staff:1", fields=("place",)))
    assert said(get(f"cases/{reference}/audit", an_auditor()))["more"] is True
    other = in_progress()["reference"]
    assert said(get(f"cases/{other}/audit", an_auditor()))["more"] is False


def test_only_who_sees_all_cases_reads_the_looks_of_others(aws: Aws) -> None:
    assert fields_of(get("looks", STREETS, by="reception-1"), 403) == {"role"}


def test_more_searches_in_an_hour_than_people_call_are_refused_until_the_next_and_leave_no_look(aws: Aws) -> None:
    at = NOW + timedelta(minutes=20)
    for number in range(SEARCHES):
        assert search(at=at + timedelta(seconds=number))["statusCode"] == 200
    refused = search(at=at)
    problem(refused, 429)
    assert refused["headers"]["Retry-After"] == str(40 * 60)
    assert search({**RECEPTION, "sub": "reception-2"}, at)["statusCode"] == 200
    assert search(at=NOW + timedelta(hours=1))["statusCode"] == 200
    assert len(said(get("looks", an_auditor(), by="reception-1"))["looks"]) == SEARCHES + 1


def test_where_the_look_cannot_be_kept_nothing_is_shown(aws: Aws) -> None:
    open_case()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        assert "cases" not in said(search())
    reference = in_progress()["reference"]
    with aws.failing("dynamodb", "PutItem", "InternalServerError"):
        assert reference not in get("tasks", STREETS)["body"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("disclosure", {"purpose": "The gate is locked, we must call."}),
        ("notes", {"text": "We come on Thursday.", "public": True}),
        ("notes", {"text": "Mind the dog."}),
        ("triage", {"reason": "Not ours."}),
        ("withdrawal", {"reason": "Gone."}),
        ("attachments", {"name": "lane.jpg"}),
        ("priority", {"priority": "high", "reason": "A school."}),
        ("tasks/01/resumption", {}),
        ("tasks/01/assignment", {"assignee": "me"}),
    ],
)
def test_who_has_handed_the_task_on_acts_on_nothing(aws: Aws, path: str, body: Any) -> None:
    reference = handed_on()
    before = history(reference)
    assert act(f"{reference}/{path}", body)["statusCode"] == 403
    assert history(reference) == before


@pytest.mark.parametrize(("path", "field"), [("merging", "into"), ("links", "reference")])
def test_a_case_that_one_only_had_is_neither_first_nor_second_of_two(aws: Aws, path: str, field: str) -> None:
    mine, gone = str(in_progress()["reference"]), handed_on()
    for one, two in ((mine, gone), (gone, mine), (gone, "7KQ2-M4TX-9BWD-D")):
        body = {field: two} | ({"reason": "The same."} if path == "merging" else {})
        assert act(f"{one}/{path}", body)["statusCode"] == 403
    assert case_file(mine).case.status == "in_progress"


def test_a_transfer_that_is_sent_once_more_is_answered_as_done(aws: Aws) -> None:
    reference = str(in_progress()["reference"])
    for _ in range(2):
        answer = act(f"{reference}/tasks/01/transfer", TRANSFER, Idempotency_Key="once-and-only-once-more")
        assert answer["statusCode"] == 200
        assert said(answer)["task"]["agency"] == "parks"
        assert said(answer)["task"]["summary"] is None


def test_a_merge_that_is_sent_once_more_is_answered_as_done(aws: Aws) -> None:
    first, second = str(in_progress()["reference"]), str(in_progress()["reference"])
    for _ in range(2):
        body = {"into": first, "reason": "The same hole."}
        assert act(f"{second}/merging", body, Idempotency_Key="once-and-only-once-more")["statusCode"] == 200


def test_who_works_for_the_city_but_was_given_another_agency_s_task_does_not_see_it(aws: Aws) -> None:
    reference = in_progress()["reference"]
    act(f"{reference}/tasks/01/assignment", {"assignee": PARKS["sub"]})
    assert said(get("tasks", PARKS, view="mine"))["tasks"] == []
