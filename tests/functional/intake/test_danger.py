"""Who names danger is told the emergency number first, on every channel; the case is urgent and on top of the desk."""

from __future__ import annotations

import pytest

from intake.handler import handle
from onestop.domain.cases.lifecycle import Status
from onestop.storage.cases.task_lists import tasks_of
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event, said
from tests.functional.intake.sms.texting import replies, text
from tests.functional.intake.voice.telephone import Telephone
from tests.functional.portal.reading import follow, post
from tests.functional.stories import case_file, end_stage, history, in_progress, post_case, route, take_step, types

GAS = {"en": "I smell gas in the hallway", "zh-Hans": "楼道里闻到煤气味", "es": "huele a gas en el pasillo"}
FIRST = {
    "en": "Call 911 now if anybody is in danger.",
    "zh-Hans": "如有人处于危险之中，请立即拨打911。",
    "es": "Si alguien está en peligro, llame ahora al 911.",
}
DESK = "contact-centre"


@pytest.mark.parametrize("language", GAS)
def test_a_text_message_is_answered_with_the_number_in_its_language(aws: Aws, language: str) -> None:
    received = text(GAS[language])
    first = replies(aws)[0]
    assert first.startswith(FIRST[language])
    assert (received.reference or "?") in first


def test_danger_in_a_conversation_makes_its_case_urgent_and_is_answered_first(aws: Aws) -> None:
    opened = text("Hello, I live at 3 Elm Lane and the bench is broken")
    text("someone is shooting outside", after=60)
    file = case_file(opened.reference or "")
    assert replies(aws)[-1].startswith(FIRST["en"])
    assert (file.case.hazard, file.case.priority) == ("weapon", "urgent")
    assert "case.endangered" in types(opened.reference or "")


def test_a_message_that_is_delivered_again_is_answered_once(aws: Aws) -> None:
    text(GAS["en"], id="same")
    text(GAS["en"], id="same", after=1)
    assert sum(words.startswith(FIRST["en"]) for words in replies(aws)) == 1


def test_who_wants_no_messages_hears_the_number_all_the_same(aws: Aws) -> None:
    text("STOP")
    text(GAS["en"], after=1)
    assert replies(aws)[-1].startswith(FIRST["en"])


def test_our_own_words_are_no_danger_so_that_two_machines_do_not_talk_for_ever(aws: Aws) -> None:
    for language in GAS:
        text(GAS[language], number="+15550142778")
    for number, words in enumerate(replies(aws, "+15550142778")):
        assert text(words, number=f"+1555014300{number}").hazard is None


def test_a_program_is_answered_what_to_show_first_and_a_repeat_is_too(aws: Aws) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": "the-smell-of-gas-once"}
    event = an_api_event("POST", "/api/cases", body={"description": GAS["es"], "channel": "chat"}, headers=headers)
    first, again = said(handle(event, None)), said(handle(event, None))
    assert (first["danger"]["hazard"], first["danger"]["number"]) == ("gas", "911")
    assert first["danger"]["say"].startswith(FIRST["es"])
    assert again == first


def test_what_names_no_danger_is_answered_none(aws: Aws) -> None:
    assert said(post_case({"description": "The fire hydrant on Elm is leaking"}))["danger"] is None


def test_a_case_of_danger_is_urgent_from_its_first_event(aws: Aws) -> None:
    reference = said(post_case({"description": GAS["en"]}))["reference"]
    opened = history(reference)[0]
    assert (opened.data["hazard"], opened.priority) == ("gas", "urgent")


def test_danger_lies_on_top_of_the_triage_desk_even_of_what_is_overdue(aws: Aws) -> None:
    waiting = said(post_case({"description": "something odd"}))["reference"]
    danger = said(post_case({"service_code": "graffiti", "place": {"address": "x"}, "description": GAS["en"]}))
    route(waiting)
    route(danger["reference"])
    first, *_ = tasks_of(DESK, 10).items
    assert first.reference == danger["reference"]
    assert (first.priority, first.hazard) == ("urgent", "gas")


def test_it_stays_urgent_when_the_desk_has_chosen_a_service(aws: Aws) -> None:
    reference = said(post_case({"description": GAS["en"]}))["reference"]
    route(reference)
    end_stage(reference, service_code="graffiti")
    route(reference)
    file = case_file(reference)
    assert (file.case.status, file.case.priority) == (Status.IN_PROGRESS, "urgent")


def test_danger_told_while_agencies_work_is_looked_at_beside_their_work(aws: Aws) -> None:
    opened = in_progress()
    body = {"secret": opened["secret"], "text": "the man is not breathing"}
    path = f"/api/cases/{opened['reference']}/messages"
    answer = said(handle(an_api_event("POST", path, body=body), None))
    codes = {task.code: task for task in case_file(opened["reference"]).open_tasks()}
    assert answer["danger"]["hazard"] == "medical"
    assert codes["danger"].agency == DESK
    assert all(task.priority == "urgent" for task in codes.values())
    assert len(codes) > 1


def test_a_caller_hears_the_number_digit_by_digit_before_anything_else(aws: Aws) -> None:
    call = Telephone("+15550142777", ["1", "1", "9"], transcript=GAS["en"]).ring()
    spoken = " ".join(call.heard)
    assert "Call 9 1 1 now" in spoken
    assert spoken.index("Call 9 1 1 now") < spoken.index("opened your request")


def test_the_form_shows_the_number_before_it_is_sent_and_then_lets_it_be_sent(aws: Aws) -> None:
    fields = {"key": "k-1", "description": GAS["es"], "language": "es"}
    shown = post("/report", fields, lang="es")
    assert shown["statusCode"] == 200
    assert 'href="tel:911"' in shown["body"]
    assert FIRST["es"] in shown["body"]
    assert 'name="danger_seen"' in shown["body"]
    sent = post("/report", fields | {"danger_seen": "gas"}, lang="es")
    assert sent["statusCode"] == 303
    assert 'href="tel:911"' in follow(sent)["body"]


def test_once_the_desk_has_looked_and_the_agencies_are_done_the_case_goes_on(aws: Aws) -> None:
    opened = in_progress()
    body = {"secret": opened["secret"], "text": "I smell gas now"}
    handle(an_api_event("POST", f"/api/cases/{opened['reference']}/messages", body=body), None)
    end_stage(opened["reference"])
    assert case_file(opened["reference"]).open_tasks() == ()
    take_step("advance", opened["reference"])
    assert case_file(opened["reference"]).case.status is Status.RESOLVED


def test_who_is_stopped_by_a_limit_hears_the_number_all_the_same(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit must not keep it from somebody whose network, or whose program, has sent too much."""
    monkeypatch.setenv("CLOCK", "stated")  # all within an hour, whenever the tests are run
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    body = {"description": GAS["en"], "contact": {"email": "ana@resident.example"}, "channel": "chat"}
    answers = [post_case(body, headers=headers) for _ in range(21)]
    assert [answer["statusCode"] for answer in answers] == [201] * 20 + [429]
    assert said(answers[-1])["detail"].startswith(FIRST["en"])
