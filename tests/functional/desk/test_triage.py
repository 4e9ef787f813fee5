"""The triage desk: what is proposed and why, one decision after the other, and the way back."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from intake.handler import handle
from onestop.storage.cases.case_rows import task_row
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference, a_task, an_api_event
from tests.functional.attachments.arrivals import an_attachment, arrive, keep_row
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.stories import CONTACT, PLACE, case_file, end_stage, history, open_case, route, take_step
from tests.unit.attachments.pictures import HALIFAX, a_photo


def at_triage(language: str = "en", **who: str) -> Browser:
    return signed_in(agency="contact-centre", language=language, **who)


def waits(description: str = "graffiti and rats", **body: Any) -> str:
    """A need about which a person decides."""
    opened = open_case(description=description, **{"contact": CONTACT, **body})
    route(opened["reference"])
    return str(opened["reference"])


def choices_of(page: dict[str, Any]) -> list[str]:
    return re.findall(r'<button name="service" value="([^"]+)"', page["body"])


def decide(browser: Browser, page: dict[str, Any], way: str, *fields: tuple[str, str]) -> dict[str, Any]:
    """Sends one of the forms of the need that a page shows."""
    (reference,) = set(re.findall(rf'action="/desk/triage/([^"/]+)/{way}"', page["body"]))
    carried = hidden_in(page["body"]).items()
    return browser.post(f"/desk/triage/{reference}/{way}", [*carried, *fields])


def follow(browser: Browser, answer: dict[str, Any]) -> dict[str, Any]:
    assert answer["statusCode"] == 303, re.findall(r"<h1>.*|<li>.*", answer["body"])
    there = urlsplit(answer["headers"]["Location"])
    return browser.get(there.path, **{name: values[0] for name, values in parse_qs(there.query).items()})


def test_a_need_is_shown_with_what_is_proposed_and_why_in_as_many_calls_as_a_case(aws: Aws, calls: Calls) -> None:
    reference, browser = waits(place=PLACE), at_triage()
    browser.get("/desk/triage")
    calls.forget()
    page = browser.get("/desk/triage")
    # the session, the list, the case, the look, and the letters
    assert calls.names == ["GetItem", "Query", "Query", "PutItem", "Query"]
    assert reference in page["body"]
    assert choices_of(page) == ["graffiti", "rodents"]
    assert "The description mentions: rats." in page["body"]
    assert "1 of 1" in page["body"]
    assert "Ana Rivas" not in page["body"]


def test_one_need_after_the_other_danger_first_and_what_was_chosen_is_kept_beside_what_was_proposed(aws: Aws) -> None:
    first, second = waits(), waits("rats and graffiti")
    danger = waits("I smell gas in the hallway")
    browser = at_triage()
    page = browser.get("/desk/triage")
    assert (danger in page["body"], "1 of 3" in page["body"]) == (True, True)
    page = follow(browser, decide(browser, page, "choice", ("service", "rodents")))
    assert (first in page["body"], "2 of 3" in page["body"]) == (True, True)
    page = follow(browser, decide(browser, page, "choice", ("service", "rodents")))
    assert (second in page["body"], "3 of 3" in page["body"]) == (True, True)
    page = follow(browser, decide(browser, page, "choice", ("service", "graffiti")))
    assert "Nothing waits for a decision." in page["body"]
    events = {event.type: event.data for event in history(second)}
    assert [each["service"] for each in events["case.triaged"]["proposals"]] == ["graffiti", "rodents"]
    assert events["task.completed"]["chosen"] == "graffiti"


def test_danger_comes_first_whatever_its_due_date_and_however_long_the_queue_in_one_query(
    aws: Aws, calls: Calls
) -> None:
    for number in range(1, 321):  # all of them due long before the danger
        due_at = NOW - timedelta(days=30, minutes=number)
        task_row(a_task(reference=a_reference(number), code="triage", agency="contact-centre", due_at=due_at)).save()
    danger = waits("I smell gas in the hallway")
    browser = at_triage()
    browser.get("/desk/triage")
    calls.forget()
    page = browser.get("/desk/triage")
    assert calls.names == ["GetItem", "Query", "Query", "PutItem", "Query"]
    assert (f'action="/desk/triage/{danger}/choice"' in page["body"], "1 of 200" in page["body"]) == (True, True)


def test_photos_are_pictures_and_a_district_is_called_by_its_name(aws: Aws) -> None:
    reference = waits(place=PLACE)
    keep_row(reference, an_attachment(name="the kitchen"))
    arrive(reference, a_photo(place=HALIFAX))
    browser = at_triage()
    page = browser.get("/desk/triage")
    (picture,) = re.findall(r'<img loading="lazy" alt="([^"]+)"[^>]* src="([^"]+)"', page["body"])
    assert picture[0] == "Photo, number 1 of what was sent"
    bucket = urlsplit(browser.get(picture[1])["headers"]["Location"])
    assert f"img-src 'self' {bucket.scheme}://{bucket.netloc}" in page["headers"]["Content-Security-Policy"]
    known = (each["properties"] for each in current().release["boundaries"]["features"])
    (name,) = [each["name"]["en"] for each in known if each["code"] == case_file(reference).case.district]
    assert f"<dt>District</dt><dd>{name}</dd>" in page["body"]


def test_a_double_click_decides_once_and_leads_on(aws: Aws) -> None:
    reference, browser = waits(), at_triage()
    page = browser.get("/desk/triage")
    one, two = (decide(browser, page, "choice", ("service", "rodents")) for _ in range(2))
    assert one["statusCode"] == two["statusCode"] == 303
    assert [event.type for event in history(reference)].count("task.completed") == 1


@pytest.mark.parametrize("routed", [False, True])
def test_the_last_decision_is_taken_back_before_and_after_it_was_carried_out(aws: Aws, *, routed: bool) -> None:
    reference, browser = waits(), at_triage()
    page = follow(browser, decide(browser, browser.get("/desk/triage"), "choice", ("service", "rodents")))
    if routed:
        take_step("advance", reference)
        route(reference)
        assert load_file(reference).case.service == "rodents"
    fields = hidden_in(page["body"]).items()
    page = follow(browser, browser.post(f"/desk/triage/{reference}/undo", fields))
    assert reference in page["body"]
    assert set(choices_of(page)) == {"graffiti", "rodents"}
    assert len(load_file(reference).open_tasks()) == 1


def test_what_an_agency_has_begun_is_not_taken_back_behind_its_back(aws: Aws) -> None:
    reference, browser = waits(), at_triage()
    page = follow(browser, decide(browser, browser.get("/desk/triage"), "choice", ("service", "rodents")))
    route(reference)
    (task,) = load_file(reference).open_tasks()
    worker = signed_in(agency=task.agency, sub="worker-1")
    assert worker.get(f"/desk/cases/{reference}")["statusCode"] == 200
    end_stage(reference)
    answer = browser.post(f"/desk/triage/{reference}/undo", hidden_in(page["body"]).items())
    assert answer["statusCode"] == 409


def test_a_case_that_another_clerk_decided_meanwhile_leads_to_the_next(aws: Aws) -> None:
    one, other = at_triage(), at_triage(sub="clerk-2")
    first, second = waits(), waits("rats and graffiti")
    page = one.get("/desk/triage")
    decide(other, other.get("/desk/triage"), "choice", ("service", "graffiti"))
    page = follow(one, decide(one, page, "choice", ("service", "rodents")))
    assert f"Somebody else has just decided {first}" in unescape(page["body"])
    assert second in page["body"]
    assert [event.data.get("chosen") for event in history(first) if event.type == "task.completed"] == ["graffiti"]


def test_what_the_resident_adds_while_somebody_decides_is_shown_first(aws: Aws) -> None:
    browser, opened = at_triage(), open_case(description="graffiti and rats", contact=CONTACT)
    route(opened["reference"])
    page = browser.get("/desk/triage")
    body = {"secret": opened["secret"], "text": "It is the paint I mean."}
    sent = handle(an_api_event("POST", f"/api/cases/{opened['reference']}/messages", body=body), None)
    assert sent["statusCode"] == 200
    answer = decide(browser, page, "choice", ("service", "rodents"))
    assert answer["statusCode"] == 409
    assert "It is the paint I mean." in answer["body"]
    assert not [event for event in history(opened["reference"]) if event.type == "task.completed"]


def test_danger_that_is_none_makes_the_case_as_urgent_as_its_service(aws: Aws) -> None:
    reference, browser = waits("Graffiti of a gun on a wall, and I smell gas"), at_triage()
    page = browser.get("/desk/triage")
    assert "Danger was named" in page["body"]
    follow(browser, decide(browser, page, "choice", ("harmless", "yes"), ("service", "graffiti")))
    case = case_file(reference).case
    assert (case.priority, case.endangered) == ("normal", False)
    route(reference)
    assert case_file(reference).case.priority == "low"


def test_danger_named_about_a_case_that_is_worked_on_is_looked_at_and_may_be_none(aws: Aws) -> None:
    opened = open_case()
    route(opened["reference"])
    reference = opened["reference"]
    body = {"secret": opened["secret"], "text": "Now I smell gas there!"}
    assert handle(an_api_event("POST", f"/api/cases/{reference}/messages", body=body), None)["statusCode"] == 200
    assert case_file(reference).case.endangered
    browser = at_triage()
    page = browser.get("/desk/triage")
    assert "Now I smell gas there!" in page["body"]
    assert choices_of(page) == []
    follow(browser, decide(browser, page, "choice", ("looked", "yes"), ("harmless", "yes")))
    file = case_file(reference)
    assert (file.case.endangered, file.case.status) == (False, "in_progress")
    assert [(task.agency, task.priority) for task in file.open_tasks()] == [("streets", "normal")]


def test_a_service_is_found_by_typing_in_any_language_and_chosen(aws: Aws) -> None:
    reference, browser = waits("It is not as it should be."), at_triage()
    page = browser.get("/desk/triage")
    assert choices_of(page) == []
    for typed in ("pothole", "POTH", "bache", "坑"):
        assert "pothole" in choices_of(browser.get("/desk/triage", case=reference, find=typed)), typed
    page = browser.get("/desk/triage", case=reference, find="pothole")
    follow(browser, decide(browser, page, "choice", ("service", "pothole")))
    route(reference)
    assert case_file(reference).case.service == "pothole"


def test_the_resident_is_asked_and_the_need_is_gone_until_they_answer(aws: Aws) -> None:
    reference, browser = waits(), at_triage()
    page = browser.get("/desk/triage")
    answer = decide(browser, page, "question", ("question", ""))
    assert (answer["statusCode"], "Write the question" in answer["body"]) == (400, True)
    page = follow(browser, decide(browser, page, "question", ("question", "Rats or paint?")))
    assert "Nothing waits for a decision." in page["body"]
    assert case_file(reference).open_tasks()[0].status == "waiting"


def test_who_left_no_address_cannot_be_asked_and_the_page_says_so_with_the_words_kept(aws: Aws) -> None:
    waits(contact=None)
    browser = at_triage()
    answer = decide(browser, browser.get("/desk/triage"), "question", ("question", "Rats or paint?"))
    assert answer["statusCode"] == 400
    assert "Rats or paint?" in answer["body"]
    assert "left no way to be asked" in answer["body"]


def test_a_need_brought_twice_is_joined_with_the_one_nearby_that_is_proposed(aws: Aws) -> None:
    first, second, browser = waits(place=PLACE), waits("rats and graffiti", place=PLACE), at_triage()
    page = browser.get("/desk/triage", case=second)
    assert f'name="near" value="{first}"' in page["body"]
    follow(browser, decide(browser, page, "merging", ("near", first), ("reason", "Twice.")))
    assert case_file(second).case.merged_into == first
    answer = decide(browser, browser.get("/desk/triage"), "merging", ("other", "nothing"), ("reason", "Twice."))
    assert (answer["statusCode"], "check each character" in answer["body"]) == (400, True)


def test_where_no_service_fits_the_resident_is_answered_and_it_is_done_once(aws: Aws) -> None:
    reference, browser = waits("Thank you!"), at_triage()
    page = browser.get("/desk/triage")
    one, two = (decide(browser, page, "answer", ("answer", "You are welcome.")) for _ in range(2))
    assert one["statusCode"] == two["statusCode"] == 303
    types = [event.type for event in history(reference)]
    assert (types.count("contact.sent"), types.count("task.completed")) == (1, 1)


def test_skipping_leads_to_the_next_and_round_to_the_first(aws: Aws) -> None:
    first, second, browser = waits(), waits("rats and graffiti"), at_triage()
    for shown, following in ((first, second), (second, first)):
        page = browser.get("/desk/triage", case=shown)
        assert f'href="/desk/triage?case={following}&amp;done=0" data-key="n"' in page["body"]


@pytest.mark.parametrize("role", ["clerk", "supervisor"])
def test_only_the_triage_desk_sees_what_nobody_has_decided_about(aws: Aws, role: str) -> None:
    waits()
    page = signed_in(agency="streets", role=role).get("/desk/triage")
    assert page["statusCode"] == 403
    assert "graffiti" not in page["body"]


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_the_desk_reads_all_of_it_in_their_language(aws: Aws, language: str) -> None:
    waits(place=PLACE)
    page = at_triage(language).get("/desk/triage")["body"]
    assert f'<html lang="{language}"' in page
    for english in ("What is it?", "Ask the resident", "The description mentions", "Skip", "No service fits"):
        assert english not in page
