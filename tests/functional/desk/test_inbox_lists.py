"""The lists of the inbox: which tasks are on which, what a page costs, and what it says where there is nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest

from casework.pages.inbox import export
from onestop.domain.cases.lifecycle import TaskStatus, WaitsFor
from onestop.storage.cases.case_rows import task_row
from onestop.storage.cases.task_lists import SEARCHED, tasks_in_time
from onestop.storage.staff.looks import Look, keep_look, looks_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference, a_task
from tests.functional.desk.desking import Browser, signed_in

HOUR = timedelta(hours=1)
SHOWN = re.compile(r'<a data-open href="/desk/cases/([^#"]+)#')


def keep(number: int, **fields: Any) -> str:
    """Keeps a task of the streets agency, due so many hours from now as its number says, where nothing else is said."""
    task = a_task(reference=a_reference(abs(number) + (500 if number < 0 else 0)), due_at=NOW + number * HOUR)
    task_row(replace(task, **({"sees": ("usual",), "summary": "A deep hole."} | fields))).save()
    return task.reference


def shown(answer: dict[str, Any]) -> list[str]:
    assert answer["statusCode"] == 200, answer["body"]
    return SHOWN.findall(answer["body"])


def address_in(html: str, words: str) -> str:
    """Where a link with these words leads."""
    return unescape(re.search(rf'href="([^"]*)"[^>]*>{re.escape(words)}', html)[1])  # type: ignore[index]


def follow(browser: Browser, address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return browser.get(path, **dict(parse_qsl(query)))


@pytest.fixture
def desk(aws: Aws) -> dict[str, str]:
    """One task for each list, and what it is called in the tests."""
    waiting = {"status": TaskStatus.WAITING, "waiting_since": NOW - 5 * HOUR}
    return {
        "mine": keep(1, assignee="clerk-1"),
        "somebody's": keep(2, assignee="clerk-2"),
        "nobody's": keep(3),
        "late": keep(-4, level=1, assignee="clerk-2"),
        "at risk": keep(5, warned=True, assignee="clerk-2"),
        "asked": keep(-1, **waiting, waits_for=WaitsFor.RESIDENT, assignee="clerk-2"),
        "wakes": keep(30, **waiting, waits_for=WaitsFor.DATE, waits_until=NOW + 2 * HOUR, assignee="clerk-2"),
        "sleeps": keep(31, **waiting, waits_for=WaitsFor.DATE, waits_until=NOW + 50 * HOUR, assignee="clerk-2"),
        "answered": keep(6, assignee="clerk-1", heard_at=NOW - HOUR),
    }


LISTS = {
    "all": ["late", "asked", "mine", "somebody's", "nobody's", "at risk", "answered", "wakes", "sleeps"],
    "mine": ["mine", "answered"],
    "unassigned": ["nobody's"],
    "overdue": ["late"],  # the clock of what waits stands still
    "at_risk": ["at risk"],
    "waiting": ["asked", "wakes", "sleeps"],
    "waking": ["wakes"],
    "answered": ["answered"],
}


@pytest.mark.parametrize("view", sorted(LISTS))
def test_each_list_shows_its_tasks_the_one_due_first_on_top(desk: dict[str, str], view: str) -> None:
    assert shown(signed_in().get("/desk", view=view)) == [desk[name] for name in LISTS[view]]


def test_where_danger_was_named_a_task_at_risk_is_on_the_list_of_those_that_are(desk: dict[str, str]) -> None:
    danger = keep(7, warned=True, hazard="gas", assignee="clerk-2")
    browser = signed_in()
    assert shown(browser.get("/desk", view="at_risk")) == [danger, desk["at risk"]]
    assert json.loads(browser.get("/desk/counts")["body"])["counts"]["at_risk"] == "2"


def test_tasks_at_risk_are_found_behind_more_overdue_ones_than_are_looked_at(aws: Aws) -> None:
    for number in range(SEARCHED + 1):
        keep(-1 - number, assignee="clerk-2")
    wanted = keep(5, warned=True, assignee="clerk-2")
    assert shown(signed_in().get("/desk", view="at_risk")) == [wanted]


def test_a_list_of_tasks_at_risk_goes_on_though_the_last_one_shown_is_overdue_by_now(aws: Aws) -> None:
    wanted = [keep(number, warned=True, assignee="clerk-2") for number in (1, 3)]
    soon = tasks_in_time("streets", NOW, 1, None, lambda task: task.warned)
    later = tasks_in_time("streets", NOW + 2 * HOUR, 1, soon.cursor, lambda task: task.warned)
    assert [task.reference for task in (*soon.items, *later.items)] == wanted


@pytest.mark.parametrize("view", sorted(LISTS))
def test_each_list_is_the_session_and_one_query_and_the_look(desk: dict[str, str], calls: Calls, view: str) -> None:
    browser = signed_in()
    browser.get("/desk")
    calls.forget()
    browser.get("/desk", view=view)
    looks = ["Query"] if view == "answered" else []  # when they looked last, where residents wrote
    assert calls.names == ["GetItem", "Query", *looks, "PutItem"]


def test_the_numbers_are_those_of_the_lists_and_cost_one_query_and_no_look(desk: dict[str, str], calls: Calls) -> None:
    browser = signed_in()
    browser.get("/desk")
    calls.forget()
    answer = browser.get("/desk/counts")
    assert calls.names == ["GetItem", "Query", "Query"]  # the second: when they looked last, for one resident wrote
    counts = json.loads(answer["body"])["counts"]
    assert counts == {view: str(len(names)) for view, names in LISTS.items()}


def test_numbers_that_nobody_changed_are_not_sent_again(desk: dict[str, str]) -> None:
    browser = signed_in()
    tag = browser.get("/desk/counts")["headers"]["ETag"]
    again = browser.get("/desk/counts", {"If-None-Match": tag})
    assert (again["statusCode"], again["body"]) == (304, "")
    keep(8)
    assert browser.get("/desk/counts", {"If-None-Match": tag})["statusCode"] == 200


def test_what_came_since_a_page_was_made_is_counted_for_the_list_that_it_shows(aws: Aws) -> None:
    keep(1, opened_at=NOW - HOUR)
    browser, later = signed_in(), NOW + timedelta(minutes=20)
    since = re.search('data-since="([^"]+)"', browser.get("/desk")["body"])[1]  # type: ignore[index]
    keep(2, opened_at=later, service="pothole")
    keep(3, opened_at=NOW - HOUR, left_at={"water": later})  # handed on to this agency
    keep(4, opened_at=later, service="graffiti", assignee="clerk-2")

    def news(**asked: str) -> str:
        asking = Browser(browser.cookies, NOW + timedelta(minutes=25))
        return str(json.loads(asking.get("/desk/counts", since=since, **asked)["body"])["new"])

    assert news() == "3 new: show them"
    assert news(view="unassigned") == "2 new: show them"
    assert news(service="graffiti") == "1 new: show it"
    assert news(view="mine") == ""


def test_asking_for_numbers_keeps_no_session_alive(aws: Aws) -> None:
    cookies = signed_in().cookies
    for minutes in range(0, 30, 4):
        assert Browser(cookies, NOW + timedelta(minutes=minutes)).get("/desk/counts")["statusCode"] == 200
    assert Browser(cookies, NOW + timedelta(minutes=30)).get("/desk")["statusCode"] == 303


def test_who_looked_since_the_resident_wrote_has_no_answer_waiting(desk: dict[str, str]) -> None:
    browser, reference = signed_in(), desk["answered"]
    keep_look(reference, Look(at=NOW - 2 * HOUR, by="staff:clerk-1", fields=()))
    keep_look(reference, Look(at=NOW, by="staff:clerk-2", fields=()))
    assert shown(browser.get("/desk", view="answered")) == [reference]
    keep_look(reference, Look(at=NOW - HOUR + timedelta(minutes=1), by="staff:clerk-1", fields=()))
    assert shown(browser.get("/desk", view="answered")) == []


@pytest.mark.parametrize("view", sorted(LISTS))
def test_an_empty_list_says_what_that_means(aws: Aws, view: str) -> None:
    body = signed_in().get("/desk", view=view)["body"]
    assert re.search(r'<p class="lead">\S.{20,}</p>', body), body
    assert "<table" not in body


def test_a_long_list_is_read_page_by_page_there_and_back(aws: Aws, calls: Calls) -> None:
    for number in range(1, 131):  # more than a page, and more than two
        keep(number)
    browser = signed_in()
    browser.get("/desk")
    calls.forget()
    first = browser.get("/desk")
    assert calls.names == ["GetItem", "Query", "PutItem"]
    second = follow(browser, address_in(first["body"], "The next page"))
    third = follow(browser, address_in(second["body"], "The next page"))
    seen = [*shown(first), *shown(second), *shown(third)]
    assert (len(shown(first)), len(shown(third)), len(set(seen))) == (50, 30, 130)
    assert address_in(third["body"], "Back to the first page") == "/desk?view=all&agency=streets"
    for size in ("25", "100"):
        assert len(shown(browser.get("/desk", size=size))) == int(size)
    assert len(shown(browser.get("/desk", size="7"))) == 50


FIELDS = {
    "service": ("graffiti", {"service": "graffiti"}),
    "priority": ("high", {"priority": "high"}),
    "channel": ("phone", {"channel": "phone"}),
    "district": ("old-town", {"district": "old-town"}),
    "code": ("inspect", {"code": "inspect"}),
    "contractor": ("brightline-lighting", {"been_at": ("brightline-lighting",)}),
    "text": ("broken lamp", {"summary": "A broken lamp."}),
    "near": ("44.65,-63.58", {"lat": 44.651, "long": -63.58}),
}


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_list_is_narrowed_by_one_query_and_the_address_keeps_it(aws: Aws, calls: Calls, name: str) -> None:
    value, fields = FIELDS[name]
    others = [keep(number, lat=44.0, long=-63.0) for number in (1, 2)]
    wanted = keep(3, **fields)
    browser = signed_in()
    browser.get("/desk")
    calls.forget()
    page = browser.get("/desk", **{name: value})
    assert calls.names == ["GetItem", "Query", "PutItem"]
    assert shown(page) == [wanted]
    assert wanted not in others
    other_list = follow(browser, address_in(page["body"], "Nobody&#39;s yet"))
    assert shown(other_list) == [wanted]
    assert shown(browser.get("/desk", **{name: value}, view="mine")) == []


def test_a_place_that_is_none_is_said_at_its_field(aws: Aws) -> None:
    answer = signed_in().get("/desk", near="here")
    assert answer["statusCode"] == 400
    assert 'href="#near"' in answer["body"]
    assert "Nothing fits" not in answer["body"]


def test_a_reference_goes_straight_to_its_case(aws: Aws) -> None:
    reference = a_reference(1)
    answer = signed_in().get("/desk", text=reference.lower().replace("-", " "))
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, f"/desk/cases/{reference}")


def test_a_deadline_is_said_in_words_and_lateness_not_by_colour_alone(aws: Aws) -> None:
    keep(3, warned=True)
    keep(-4, level=1)
    keep(50, hazard="gas")
    body = signed_in().get("/desk")["body"]
    assert "due today 2:00 pm, 3 working hours left</time>" in body
    assert "was due today 7:00 am, 4 working hours late</time>" in body
    for word in (">Overdue<", ">At risk<", ">Danger<"):
        assert word in body


def test_a_contractor_sees_on_its_list_what_its_task_needs(aws: Aws) -> None:
    keep(1, agency="brightline-lighting", sees=("usual",), district="old-town", lat=44.65, long=-63.58)
    browser = signed_in(agency="brightline-lighting", role="contractor")
    body = browser.get("/desk")["body"]
    assert "A deep hole" not in body
    assert "(not yours to see)" in body
    assert shown(browser.get("/desk", district="old-town"))
    assert not shown(browser.get("/desk", text="hole"))
    assert not shown(browser.get("/desk", agency="brightline-lighting", view="unassigned", text="hole"))
    assert browser.get("/desk", agency="streets")["statusCode"] == 403


def test_the_board_has_a_column_for_each_stage_of_the_plans(aws: Aws, calls: Calls) -> None:
    one, other = keep(1, service="pothole", code="repair"), keep(2, code="triage", service=None)
    browser = signed_in()
    browser.get("/desk")
    calls.forget()
    page = browser.get("/desk", shape="board")
    assert calls.names == ["GetItem", "Query", "PutItem"]
    assert sorted(shown(page)) == sorted([one, other])
    assert re.findall(r'<h2 id="column-\d">([^<]+) <', page["body"]) == ["Decide which service it is", "Repair"]


def test_the_map_has_the_districts_and_each_task_where_it_is_and_takes_them_all(aws: Aws) -> None:
    keep(1, lat=44.65, long=-63.58)
    keep(2, lat=44.62, long=-63.57)
    keep(3)  # nobody knows where
    keep(4, lat=44.62, long=-63.57, assignee="clerk-1")
    body = signed_in().get("/desk", shape="map")["body"]
    assert len(re.findall("<circle ", body)) == 3
    assert body.count('class="district"') >= 2
    assert len(SHOWN.findall(body)) == 4
    assert "Take these 3" in body
    assert "http" not in re.sub(r'xmlns=.http[^\'"]*', "", body.partition("<body>")[2])  # nothing comes from elsewhere
    closer = signed_in().get("/desk", shape="map", district="harbourside")["body"]
    assert "The whole city" in closer


def test_an_export_is_what_the_list_shows_harmless_and_recorded(aws: Aws, calls: Calls) -> None:
    keep(1, summary='=HYPERLINK("http://evil.example")', channel="phone", district="old-town")
    browser = Browser(signed_in().cookies, NOW + timedelta(minutes=1))
    signed_in().get("/desk")
    calls.forget()
    answer = browser.get("/desk/export", view="unassigned")
    assert calls.names == ["GetItem", "Query", "PutItem"]
    head, row = answer["body"].removeprefix("\ufeff").split("\r\n")[:2]
    assert head.startswith("Reference,Task,Service,")
    assert row.startswith(a_reference(1))
    assert "'=HYPERLINK" in row
    assert answer["headers"]["Content-Type"].startswith("text/csv")
    assert [look.where for look in looks_of("staff:clerk-1", f"{NOW:%Y-%m}", 10)] == ["export", "list"]


def test_an_export_has_all_of_a_long_list_and_says_where_it_has_not(
    aws: Aws, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(SEARCHED + 5):
        keep(1, reference=a_reference(number), district="old-town" if number % 50 == 0 else None)
    browser = signed_in()
    whole = Browser(browser.cookies, NOW - timedelta(minutes=1)).get("/desk/export")["body"]
    narrowed = browser.get("/desk/export", district="old-town")["body"]
    assert [body.count("\r\n") - 1 for body in (whole, narrowed)] == [SEARCHED + 5, 1 + (SEARCHED + 4) // 50]
    assert sorted(len(look.cases) for look in looks_of("staff:clerk-1", f"{NOW:%Y-%m}", 9)) == [7, SEARCHED + 5]
    monkeypatch.setattr(export, "PAGES", 1)
    cut = browser.get("/desk/export")["body"].removesuffix("\r\n").split("\r\n")
    assert (len(cut) - 1, cut[-1].rstrip(",")) == (SEARCHED + 1, "There are more than are shown.")


def test_a_view_is_kept_by_its_owner_and_its_removal_can_be_undone(aws: Aws, calls: Calls) -> None:
    browser = signed_in()
    fields = [("name", "Lamps of the old town"), ("query", "view=unassigned&district=old-town&evil=1&cursor=x")]
    kept = browser.submit("/desk/views", fields)
    wanted = "/desk?view=unassigned&agency=streets&district=old-town"
    assert (kept["statusCode"], kept["headers"]["Location"]) == (303, wanted)
    calls.forget()
    page = browser.get("/desk")
    assert calls.names == ["GetItem", "Query"]  # they lie with the session
    assert wanted.replace("&", "&amp;") in page["body"]
    removed = browser.submit("/desk/views/removal", [("name", "Lamps of the old town")])
    page = follow(browser, removed["headers"]["Location"])
    assert "“Lamps of the old town” was removed." in page["body"]
    assert ">Lamps of the old town</a>" not in page["body"]
    undo = re.search(r'name="query" value="([^"]+)"><span role', page["body"])[1]  # type: ignore[index]
    browser.submit("/desk/views", [("name", "Lamps of the old town"), ("query", unescape(undo))])
    assert ">Lamps of the old town</a>" in browser.get("/desk")["body"]
    assert ">Lamps of the old town</a>" not in signed_in(sub="clerk-2").get("/desk")["body"]


def test_twenty_views_are_the_most(aws: Aws) -> None:
    browser = signed_in()
    answers = [browser.submit("/desk/views", [("name", f"View {n}"), ("query", "")])["statusCode"] for n in range(21)]
    assert answers == [303] * 20 + [400]


def test_the_moment_of_the_news_is_a_moment(aws: Aws) -> None:
    assert signed_in().get("/desk/counts", since="yesterday")["statusCode"] == 400
    assert signed_in().get("/desk/counts", since=datetime.isoformat(NOW))["statusCode"] == 200
