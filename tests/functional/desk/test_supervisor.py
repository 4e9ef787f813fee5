"""The supervisor sees who has what and gives tasks to others, each by the act that a single one goes by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.views.workload import AGES, ages_of, load_of
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.staff.desk_sessions import end_all_sessions
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_task
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.stories import case_file, in_progress, types

HOME = "/desk/supervisor"
TASKS = f"{HOME}/tasks"


@pytest.fixture
def chief(aws: Aws) -> Browser:
    return signed_in(role="supervisor", sub="chief-1")


def held_by(*holders: str) -> list[str]:
    """Cases of streets whose task somebody took."""
    references = []
    for holder in holders:
        reference = str(in_progress()["reference"])
        give(signed_in(role="supervisor", sub=holder), holder, reference, to=holder, of="", known=False)
        references.append(reference)
    return references


def give(browser: Browser, me: str, *references: str, to: str, of: str, known: bool = True, **more: str) -> str:
    """Gives tasks to somebody; one whom nobody knows yet takes their first task by the API."""
    if not known:
        from casework import handler as casework
        from tests.builders import a_clerk, an_api_event

        for reference in references:
            path = f"/api/staff/cases/{reference}/tasks/01/assignment"
            headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
            body = {"assignee": "me"}
            casework.handle(an_api_event("POST", path, body=body, headers=headers, claims=a_clerk(sub=me)), None)
        return ""
    fields = [("agency", "streets"), ("of", of), ("to", to), *more.items()]
    fields += [("item", f"{reference}/01") for reference in references]
    answer = browser.submit(TASKS, fields, seen=HOME)
    return f"{answer['statusCode']} {answer['body']}"


def assignee(reference: str) -> str | None:
    return case_file(reference).tasks[0].assignee


def test_the_figures_of_a_load_are_counted_by_how_pressing_tasks_are() -> None:
    tasks = [
        a_task(id="01", due_at=NOW - timedelta(hours=1)),
        a_task(id="02", due_at=NOW + timedelta(hours=1), warned=True),
        a_task(id="03", due_at=NOW + timedelta(days=3)),
        a_task(
            id="04", due_at=NOW - timedelta(hours=1), status=TaskStatus.WAITING, waiting_since=NOW - timedelta(days=1)
        ),
    ]
    load = load_of("bo", tasks, NOW)
    assert (load.tasks, load.overdue, load.at_risk, load.waiting) == (4, 1, 1, 1)
    assert load_of(None, [], NOW).oldest is None


def test_ages_are_counted_up_to_each_limit_and_beyond() -> None:
    tasks = [a_task(id=f"{number:02}", opened_at=NOW - age) for number, age in enumerate((timedelta(), *AGES), 1)]
    older = a_task(id="09", opened_at=NOW - AGES[-1] - timedelta(seconds=1))
    assert ages_of([*tasks, older], NOW) == (2, 1, 1, 1, 1)


def test_the_overview_is_the_session_and_two_queries_and_says_how_much_was_read(
    aws: Aws, calls: Calls, chief: Browser
) -> None:
    held_by("bo-1", "bo-1", "ada-1")
    in_progress()
    chief.get(HOME)
    calls.forget()
    body = chief.get(HOME)["body"]
    assert calls.names == ["GetItem", "Query", "Query"]
    assert "4 open tasks were read." in body
    assert body.index("Nobody&#39;s yet") < body.index("bo-1") < body.index("ada-1")
    assert "A deep hole." not in body


def test_tasks_of_one_are_given_to_another_each_answered_for_itself(aws: Aws, chief: Browser) -> None:
    first, second = held_by("bo-1", "bo-1")
    held_by("ada-1")
    listed = chief.get(TASKS, agency="streets", of="bo-1")["body"]
    assert first in listed
    assert second in listed
    answer = give(chief, "chief-1", first, second, "7KQ2-M4TX-9BWD-X", to="ada-1", of="bo-1")
    assert answer.startswith("200")
    assert "2 tasks were given." in answer
    assert "7KQ2-M4TX-9BWD-X" in answer
    assert (assignee(first), assignee(second)) == ("ada-1", "ada-1")
    assert types(first)[-1] == "task.assigned"
    assert "1 task was given." in give(chief, "chief-1", first, to="nobody", of="ada-1")
    assert assignee(first) is None


@pytest.mark.parametrize(("to", "items", "wrong"), [("ada-1", 0, "item"), ("stranger", 1, "to"), ("", 1, "to")])
def test_what_is_wrong_with_giving_is_said_and_nothing_is_given(
    aws: Aws, chief: Browser, to: str, items: int, wrong: str
) -> None:
    (reference,) = held_by("bo-1")
    held_by("ada-1")
    answer = give(chief, "chief-1", *[reference] * items, to=to, of="bo-1")
    assert answer.startswith("400")
    assert f'href="#{wrong}"' in answer
    assert assignee(reference) == "bo-1"


def test_who_is_away_is_given_tasks_only_once_that_was_read_and_who_stands_in_sees_them(
    aws: Aws, chief: Browser
) -> None:
    (reference,) = held_by("bo-1")
    (other,) = held_by("ada-1")
    away = {"agency": "streets", "staff": "bo-1", "deputy": "ada-1", "first": "2026-11-20", "last": "2026-11-30"}
    assert chief.submit(f"{HOME}/absences", away.items(), seen=HOME)["statusCode"] == 303
    assert "away now" in chief.get(HOME)["body"]
    warned = give(chief, "chief-1", other, to="bo-1", of="ada-1")
    assert "bo-1 is away until 30 November; ada-1 stands in." in warned
    assert assignee(other) == "ada-1"
    assert "1 task was given." in give(chief, "chief-1", other, to="bo-1", of="ada-1", all_the_same="yes")
    ada = signed_in(sub="ada-1")
    assert "You stand in for bo-1" in ada.get("/desk")["body"]
    listed = ada.get("/desk/standing-in/bo-1")["body"]
    assert reference in listed
    assert "A deep hole." in listed
    assert signed_in(sub="cy-1").get("/desk/standing-in/bo-1")["statusCode"] == 404
    later = Browser(signed_in(sub="ada-1", at=NOW + timedelta(days=9)).cookies, NOW + timedelta(days=9))
    assert "You stand in" not in later.get("/desk")["body"]
    assert later.get("/desk/standing-in/bo-1")["statusCode"] == 404
    (deed,) = deeds_of(f"{NOW:%Y-%m}", 10)
    assert (deed.about, deed.details) == ("staff:bo-1", ("2026-11-20", "2026-11-30", "staff:ada-1"))


def test_who_stands_in_still_does_after_being_signed_out_until_they_are_back(aws: Aws, chief: Browser) -> None:
    held_by("bo-1", "ada-1")
    away = {"agency": "streets", "staff": "bo-1", "deputy": "ada-1", "first": "2026-11-20", "last": "2026-11-30"}
    chief.submit(f"{HOME}/absences", away.items(), seen=HOME)
    end_all_sessions("ada-1", NOW)
    assert "You stand in for bo-1" in signed_in(sub="ada-1").get("/desk")["body"]
    assert chief.submit(f"{HOME}/absences/bo-1/end", [("agency", "streets")], seen=HOME)["statusCode"] == 303
    assert "You stand in" not in signed_in(sub="ada-1").get("/desk")["body"]
    assert "away now" not in chief.get(HOME)["body"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("staff", "x"), ("deputy", "bo-1"), ("deputy", ""), ("first", "soon"), ("last", "2026-11-01"), ("last", "")],
)
def test_what_is_wrong_with_an_absence_is_said_at_its_field(aws: Aws, chief: Browser, field: str, value: str) -> None:
    held_by("bo-1", "ada-1")
    away = {"agency": "streets", "staff": "bo-1", "deputy": "ada-1", "first": "2026-11-20", "last": "2026-11-30"}
    answer = chief.submit(f"{HOME}/absences", (away | {field: value}).items(), seen=HOME)
    assert answer["statusCode"] == 400
    assert f'id="{field}-wrong"' in answer["body"]
    assert hidden_in(answer["body"])["agency"] == "streets"
    assert deeds_of(f"{NOW:%Y-%m}", 10) == []


def test_another_agency_is_not_theirs_to_see_or_give(aws: Aws, chief: Browser) -> None:
    assert chief.get(HOME, agency="parks")["statusCode"] == 403
    assert chief.get(TASKS, agency="parks")["statusCode"] == 403
    assert chief.submit(f"{HOME}/absences", [("agency", "parks")], seen=HOME)["statusCode"] == 403


def test_an_administrator_sees_all_agencies_side_by_side(aws: Aws) -> None:
    in_progress()
    body = signed_in(agency="contact-centre", role="administrator", sub="a-1").get(HOME, agency="every")["body"]
    assert "1 open task was read." in body
    assert body.count('<th scope="row">') > 5
