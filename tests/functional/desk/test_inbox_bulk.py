"""Many tasks at once: the number is said first, each is answered for itself, and what one did is found again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.staff.looks import looks_for
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.desk.desking import HIDDEN, Browser, hidden_in, signed_in
from tests.functional.desk.test_inbox_lists import follow, keep, shown
from tests.functional.stories import case_file, in_progress, types

ELSEWHERE = {"service_code": "fallen-tree", "answers": {"land": "public"}, "place": {"lat": 44.65, "long": -63.58}}
LIST = ("list", "view=all&agency=streets")


def choose(browser: Browser, act: str, *references: str, **more: str) -> str:
    """Sends the form of the list with boxes ticked; returns the page that follows."""
    items = [("item", f"{reference}/01") for reference in references]
    answer = browser.submit("/desk/bulk", [LIST, ("act", act), *items, *more.items()])
    assert answer["statusCode"] == 200, answer
    return str(answer["body"])


def go_on(browser: Browser, asked: str, **typed: str) -> str:
    """Sends the form that asks what an act needs."""
    fields = {**hidden_in(asked), **typed}
    fields.pop("next", None)
    return str(browser.post("/desk/bulk/doing", list(fields.items()))["body"])


def test_what_is_ticked_is_taken_at_once_and_given_back_by_one_click(aws: Aws) -> None:
    one, two, browser = in_progress()["reference"], in_progress()["reference"], signed_in()
    items = [("item", f"{reference}/01") for reference in (one, two)]
    taken = browser.submit("/desk/bulk", [LIST, ("act", "take"), *items])
    assert [case_file(each).tasks[0].assignee for each in (one, two)] == ["clerk-1", "clerk-1"]
    page = follow(browser, taken["headers"]["Location"])  # the list that they were at
    assert "Take: 2 tasks</span>" in page["body"]
    undo = HIDDEN.findall(page["body"].partition('class="note done')[2].partition("</form>")[0])
    undone = follow(browser, browser.post("/desk/bulk/doing", undo)["headers"]["Location"])
    assert "Give back: 2 tasks</span>" in undone["body"]
    assert [case_file(each).tasks[0].assignee for each in (one, two)] == [None, None]


def test_nothing_chosen_is_said_and_does_nothing(aws: Aws) -> None:
    in_progress()
    browser = signed_in()
    answer = browser.submit("/desk/bulk", [LIST, ("act", "take")])
    assert answer["statusCode"] == 303
    page = browser.get("/desk", nothing="chosen")
    assert "Choose at least one task first." in page["body"]


def test_each_task_is_answered_for_itself_with_why_not(aws: Aws) -> None:
    own, foreign = in_progress()["reference"], in_progress(**ELSEWHERE)["reference"]
    page = go_on(signed_in(), choose(signed_in(), "done", own, foreign, a_reference(77)), note="Filled.")
    assert "1 task: done." in page
    assert "2 tasks were left as they are." in page
    assert (foreign in page, a_reference(77) in page) == (True, True)
    assert page.count("We cannot find this") == 2
    assert (case_file(own).tasks[0].status, case_file(own).tasks[0].note) == ("done", "Filled.")


def test_the_same_form_sent_again_does_nothing_twice_and_with_other_words_it_is_another(aws: Aws) -> None:
    reference, browser = in_progress()["reference"], signed_in()
    asked = choose(browser, "notes", reference)
    for _ in range(2):
        assert "1 task: done." in go_on(browser, asked, text="Mind the dog.")
    assert types(reference).count("note.added") == 1
    assert "1 task: done." in go_on(browser, asked, text="It bites.")
    assert types(reference).count("note.added") == 2


def test_what_an_act_needs_is_asked_again_where_it_is_missing_and_nothing_is_lost(aws: Aws) -> None:
    reference, browser = in_progress()["reference"], signed_in()
    asked = choose(browser, "other", reference, other="transfer")
    assert "Hand to another agency: 1 task" in asked
    again = go_on(browser, asked, agency="water", reason="")
    assert 'href="#reason"' in again
    assert '<option value="water" selected>' in again
    assert case_file(reference).tasks[0].agency == "streets"
    assert "1 task: done." in go_on(browser, again, agency="water", reason="Theirs.")
    assert case_file(reference).tasks[0].agency == "water"


def test_all_that_fit_are_counted_first_over_all_pages_in_one_query(aws: Aws, calls: Calls) -> None:
    for number in range(1, 61):
        keep(number)
    browser = signed_in()
    mark = hidden_in(browser.get("/desk")["body"])["form"]
    calls.forget()
    page = browser.post("/desk/bulk", [("form", mark), LIST, ("act", "take"), ("every", "yes")])["body"]
    assert calls.names == ["GetItem", "Query"]
    assert "Take: 60 tasks" in page
    assert len(hidden_in(page)["items"].split()) == 60


def test_a_priority_is_set_on_each_case_once_whatever_its_tasks(aws: Aws) -> None:
    reference = in_progress()["reference"]
    browser = signed_in(role="supervisor")
    page = choose(browser, "priority", reference, reference)
    assert "1 task: done." in go_on(browser, page, priority="high", reason="A school.")
    assert case_file(reference).case.priority == "high"


@pytest.mark.parametrize(
    ("role", "act", "status"), [("clerk", "priority", 403), ("contractor", "transfer", 403), ("clerk", "none", 400)]
)
def test_an_act_that_is_not_theirs_is_neither_offered_nor_done(aws: Aws, role: str, act: str, status: int) -> None:
    reference, browser = in_progress()["reference"], signed_in(role=role)
    assert f'<option value="{act}">' not in browser.get("/desk")["body"]
    for path in ("/desk/bulk", "/desk/bulk/doing"):
        fields = [LIST, ("act", act), ("item", f"{reference}/01"), ("items", f"{reference}/01")]
        assert browser.submit(path, fields)["statusCode"] == status


def test_a_day_of_a_form_is_a_day_of_the_city(aws: Aws) -> None:
    reference, browser = in_progress()["reference"], signed_in()
    page = choose(browser, "waiting", reference)
    assert "1 task: done." in go_on(browser, page, until="2026-11-30T09:00", reason="Frost.")
    assert case_file(reference).tasks[0].waits_until == datetime(2026, 11, 30, 13, tzinfo=UTC)


def test_what_one_did_is_found_again_by_oneself_in_one_query(aws: Aws, calls: Calls) -> None:
    reference, browser = in_progress()["reference"], signed_in()
    assert "You have done nothing on a case yet." in browser.get("/desk/took-part")["body"]
    browser.submit("/desk/bulk", [LIST, ("act", "take"), ("item", f"{reference}/01")])
    later = Browser(browser.cookies, NOW + timedelta(minutes=1))
    go_on(later, choose(later, "transfer", reference), agency="water", reason="Theirs.")
    calls.forget()
    page = browser.get("/desk/took-part")
    assert calls.names == ["GetItem", "Query"]
    assert shown(browser.get("/desk")) == []
    assert re.findall(r"</strong> ([^<]+)</td>", page["body"]) == [
        "Handed on: Fill the hole",
        "Assigned: Fill the hole",
    ]
    assert reference in page["body"]
    assert reference not in signed_in(sub="clerk-2").get("/desk/took-part")["body"]


def test_a_person_is_found_for_a_purpose_and_the_search_is_kept(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    reception = signed_in(role="reception", sub="front-1")
    form = reception.get("/desk/people")
    mark = ("form", hidden_in(form["body"])["form"])
    refused = reception.post("/desk/people", [mark, ("person", "ana"), ("purpose", "")])
    assert refused["statusCode"] == 400
    assert ('href="#person"' in refused["body"], 'href="#purpose"' in refused["body"]) == (True, True)
    found = reception.post("/desk/people", [mark, ("person", "ana@resident.example"), ("purpose", "caller")])
    assert found["statusCode"] == 200
    assert reference in found["body"]
    assert "A deep hole" not in found["body"]
    assert "Ana Rivas" not in found["body"]
    (look,) = looks_for(identity_of("ana@resident.example", identity_key()), 10)
    assert (look.by, look.purpose) == ("staff:front-1", "caller")
    nobody = reception.post("/desk/people", [mark, ("person", "+1 902 555 0199"), ("purpose", "caller")])
    assert "No case was found for this." in unescape(nobody["body"])


def test_who_may_not_search_for_people_is_not_told_where(aws: Aws) -> None:
    clerk, both = signed_in(), signed_in(role="administrator", sub="admin-1")
    assert "/desk/people" not in clerk.get("/desk", text="ana@resident.example")["body"]
    assert "/desk/people" in both.get("/desk", text="ana@resident.example")["body"]
    assert clerk.get("/desk/people")["statusCode"] == 403
