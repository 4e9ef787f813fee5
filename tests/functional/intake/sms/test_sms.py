"""Text messages, as conversations: through the adapter, with AWS in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.exceptions import QueryError

from intake import mailroom
from intake.incoming import Received
from onestop.domain.letters.delivery import SuppressionReason
from onestop.domain.people.person import identity_of
from onestop.runtime import links
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.talks import PendingQuestion, change_talk, find_talk, with_question_asked
from onestop.storage.letters.suppressions import is_suppressed, suppress
from onestop.storage.people.contact_details import cases_of_forms, load_person
from onestop.storage.surveys.responses import find_response
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_sqs_event
from tests.depth import tries
from tests.functional.dialogue import ask
from tests.functional.intake.sms.texting import NEED, NUMBER, a_notification, a_whatsapp, an_sms, deliver, replies, text
from tests.functional.stories import case_file, in_progress, post_answers, resolved, types


def identity() -> str:
    return identity_of(NUMBER, identity_key())


def we_asked(kind: str, reference: str | None = None, *choices: str, days: float = 14) -> None:
    """We asked something by SMS, as notifications keeps it."""
    asked = PendingQuestion(kind=kind, until=NOW + timedelta(days=days), reference=reference, choices=choices)
    change_talk(find_talk(identity()), lambda talk: with_question_asked(talk, asked, NOW), NOW)


def a_case(**body: object) -> str:
    need = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "contact": {"phone": NUMBER}, **body}
    return str(in_progress(**need)["reference"])


def contacts(reference: str) -> list[str]:
    return [contact.text for contact in load_whole(reference).contacts if contact.direction == "in"]


def test_a_need_opens_a_case_in_one_call_with_nothing_read_before(aws: Aws, calls: Calls) -> None:
    text("warm")  # the catalogue is read, the model is loaded
    calls.forget()
    received = text(NEED, number="+15550142888")
    assert calls.names == ["TransactWriteItems"]
    assert received.what == "opened"
    file = case_file(received.reference or "")
    assert (file.case.channel, file.case.language, file.request.description) == ("sms", "en", NEED)
    assert replies(aws, "+15550142888") == []  # what is owed is told by notifications


def test_the_same_message_delivered_again_opens_nothing_more(aws: Aws) -> None:
    first = text(id="a")
    again = text(id="a", after=30)
    assert (again.what, again.reference) == ("again", first.reference)
    assert contacts(first.reference or "") == []


def test_what_follows_within_minutes_is_added_and_later_it_is_a_need_of_its_own(aws: Aws) -> None:
    first = text()
    second = text("It is full of water and a bicycle lies in it", after=60)
    third = text("The hole is next to the school", after=200)
    later = text("The street lamp at the harbour is broken", after=1000)
    assert [second.what, third.what, later.what] == ["added", "added", "opened"]
    assert {first.reference, second.reference, third.reference} == {first.reference}
    assert later.reference != first.reference
    assert len(contacts(first.reference or "")) == 2
    assert replies(aws) == []


def test_a_part_delivered_again_is_added_once(aws: Aws) -> None:
    first = text()
    for after in (60, 70):
        text("It is full of water and a bicycle lies in it", id="part", after=after)
    assert len(contacts(first.reference or "")) == 1


@pytest.mark.parametrize(
    ("stop", "start", "said"),
    [("STOP", "START", "no more"), ("Alto.", "inicio", "no recibirá más"), ("退订", "开始", "不再收到")],
)
def test_stop_is_confirmed_once_and_kept_until_start(aws: Aws, stop: str, start: str, said: str) -> None:
    assert text(stop).what == "recorded"
    text(stop, after=1)
    assert len(replies(aws)) == 1
    assert said in replies(aws)[0]
    assert find_talk(identity()).stopped
    opened = text(NEED, after=2)
    assert opened.what == "opened"  # they want no messages; what they tell us is heard all the same
    assert find_talk(identity()).stopped
    text("status", after=900)
    assert len(replies(aws)) == 1
    text("HELP", after=901)
    text(start, after=902)
    assert len(replies(aws)) == 3
    assert not find_talk(identity()).stopped


def test_a_confirmation_of_stop_leaves_even_where_no_more_may_be_answered(aws: Aws) -> None:
    for second in range(30):
        text("help", after=second)
    assert len(replies(aws)) == 10
    text("stop", after=31)
    assert "no more" in replies(aws)[-1]
    assert find_talk(identity()).stopped


@pytest.mark.parametrize("said", [NEED, "status"])
def test_a_number_that_texts_us_takes_text_messages_whatever_was_reported_before(aws: Aws, said: str) -> None:
    suppress(identity(), NOW, SuppressionReason.NO_SUCH_NUMBER)
    text(said)
    assert not is_suppressed(identity())


def test_a_number_of_whatsapp_may_still_take_no_text_messages(aws: Aws) -> None:
    suppress(identity(), NOW, SuppressionReason.NO_SUCH_NUMBER)
    for number, words in enumerate((NEED, "status")):
        deliver(a_whatsapp({"from": NUMBER[1:], "id": f"w{number}", "type": "text", "text": {"body": words}}))
    assert is_suppressed(identity())


def test_a_reply_is_sent_as_a_message_that_is_expected(aws: Aws) -> None:
    aws.watch("sns")
    text("HELP")
    (asked,) = aws.asked_for("Publish")
    assert asked["MessageAttributes"]["AWS.SNS.SMS.SMSType"]["StringValue"] == "Transactional"


def test_who_texts_us_the_emergency_number_is_told_that_they_have_not_reached_it(aws: Aws) -> None:
    received = text("911")
    assert (received.what, case_file(received.reference or "").case.hazard) == ("opened", "emergency")
    assert any(said.startswith("Call 911 now") for said in replies(aws))


def test_help_says_who_we_are_and_how_to_call_us(aws: Aws) -> None:
    text("Ayuda")
    assert "Puerto Ellery" in replies(aws)[0]
    assert "+1 555 0100" in replies(aws)[0]


def test_a_number_answers_the_open_survey_and_words_after_it_are_kept(aws: Aws) -> None:
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "standard")
    text("5, very quick work")
    assert "survey.answered" in types(reference)
    response = find_response(reference)
    assert response is not None
    assert (response.scores, response.words) == ((("satisfaction", 5),), (("comment", "very quick work"),))
    assert "thank you" in replies(aws)[0]
    text("4", after=2000)
    assert len(replies(aws)) == 2
    assert find_response(reference) == response


def test_a_digit_does_not_wipe_out_what_was_written_on_the_page(aws: Aws) -> None:
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "standard")
    post_answers(reference, {"satisfaction": 5, "speed": 2, "comment": "Ask for the blue door."})
    text("3", after=60)
    response = find_response(reference)
    assert response is not None
    assert (dict(response.scores), response.channel) == ({"satisfaction": 3, "speed": 2}, "sms")
    assert dict(response.words) == {"comment": "Ask for the blue door."}
    assert "thank you" in replies(aws)[-1]


def test_a_score_that_is_none_is_asked_for_again(aws: Aws) -> None:
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "standard")
    text("9")
    assert "1 (bad) to 5" in replies(aws)[0]
    text("５", after=5)
    assert "survey.answered" in types(reference)


@pytest.mark.parametrize(("said", "kept", "reply"), [
    ("Yes!", (("solved", ("yes",)),), "thank you"),
    ("No, sorry", None, "/survey/"),  # it then asks for more than a message can say
    ("5", None, "answer here"),
    ("9", None, "answer here"),
])  # fmt: skip
def test_a_survey_that_asks_for_no_score_is_answered_by_yes_or_on_its_page(
    aws: Aws, release: dict[str, Any], said: str, kept: Any, reply: str
) -> None:
    aws.publish({**release, "services": [each | {"survey": "reasons"} for each in release["services"]]})
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "reasons")
    text(said)
    response = find_response(reference)
    assert (response and response.chosen) == kept
    assert reply in replies(aws)[-1]
    assert "number" not in replies(aws)[-1]


def test_who_says_yes_to_a_survey_that_asks_for_a_score_is_asked_for_a_number(aws: Aws) -> None:
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "standard")
    text("yes")
    assert "1 (bad) to 5" in replies(aws)[-1]
    assert find_response(reference) is None


@pytest.mark.parametrize("sent", [
    {"type": "image", "image": {"id": "1"}},
    {"type": "location", "location": {"latitude": 44.65, "longitude": -63.58}},
])  # fmt: skip
def test_a_picture_or_a_place_without_a_word_is_a_need(aws: Aws, sent: dict[str, Any]) -> None:
    (received,) = deliver(a_whatsapp({"from": NUMBER[1:], "id": "w", **sent}))
    assert received.what == "opened"


def test_a_need_that_begins_with_a_number_is_no_score(aws: Aws) -> None:
    reference = str(resolved(service_code="pothole", place={"address": "3"}, contact={"phone": NUMBER})["reference"])
    we_asked("survey", reference, "standard")
    received = text("3 Elm Lane has no light in the street any more")
    assert received.what == "opened"
    assert "survey.answered" not in types(reference)


def test_the_answer_to_a_question_goes_to_its_case_and_the_work_goes_on(aws: Aws) -> None:
    reference = a_case()
    task = ask(reference, "Which side of the street?")
    we_asked("question", reference)
    received = text("2")
    assert (received.what, received.reference) == ("added", reference)
    assert next(each for each in case_file(reference).tasks if each.id == task.id).waits_for is None
    assert reference in replies(aws)[0]
    assert text("The north side, sorry", after=30).reference == reference  # what follows belongs to it
    assert text("Also a lamp is broken at the harbour", after=3000).what == "opened"


def test_what_waits_in_a_plan_for_the_resident_is_not_done_by_a_message_but_they_are_told_where(aws: Aws) -> None:
    reference = a_case()
    we_asked("task", reference)
    assert text("I have done it already last week").reference == reference
    assert links.link_to(links.TRACK, reference, "en") in replies(aws)[0]


@pytest.mark.parametrize("typed", ["{}", "ref {}", "Status {}?", "case #{}"])
def test_a_reference_alone_is_answered_by_how_its_case_stands(aws: Aws, typed: str) -> None:
    reference = a_case()
    written = reference.replace("-", " ").lower()
    assert text(typed.format(written)).what == "recorded"
    assert reference in replies(aws)[0]
    assert "In progress" in replies(aws)[0]
    assert contacts(reference) == []


def test_a_reference_that_nobody_has_is_said_so(aws: Aws) -> None:
    text("7KQ2-M4TX-9BWD-D")
    assert "no case with this reference" in replies(aws)[0]


def test_words_with_a_reference_are_added_to_that_case(aws: Aws) -> None:
    reference = a_case()
    received = text(f"{reference} the hole is deeper now and a car fell into it")
    assert (received.what, received.reference) == ("added", reference)


def test_status_tells_of_the_only_case_and_lets_choose_among_several(aws: Aws) -> None:
    text("status")
    assert "no case came from this number" in replies(aws)[-1]
    first = a_case()
    text("status", after=1)
    assert first in replies(aws)[-1]
    second = a_case(service_code="street-light")
    text("estado", after=2)
    assert "1: " in replies(aws)[-1]
    assert "2: " in replies(aws)[-1]
    text("7", after=3)
    assert "1 to 2" in replies(aws)[-1]
    text("2", after=4)
    assert any(reference in replies(aws)[-1] for reference in (first, second))


def test_a_language_that_we_are_not_sure_of_is_asked_for_and_kept(aws: Aws) -> None:
    received = text("bache Olmo 3")
    assert received.what == "opened"
    assert "3 para Español" in replies(aws)[0]
    text("3", after=20)
    assert "en español" in replies(aws)[1]
    assert find_talk(identity()).language == "es"
    assert load_person(case_file(received.reference or "").case.person or "").language == "es"
    later = text("pozo Olmo 4", after=4000)
    assert (later.what, case_file(later.reference or "").case.language) == ("opened", "es")
    assert len(replies(aws)) == 2


def test_two_machines_do_not_talk_for_ever(aws: Aws) -> None:
    for second in range(60):
        text("HELP" if second % 2 else "7", after=second)
    assert len(replies(aws)) <= 10


def test_thanks_are_nobodys_need(aws: Aws) -> None:
    assert text("ok thanks").what == "recorded"
    assert replies(aws) == []
    opened = text(NEED, after=5)
    assert text("Thank you!", after=2000).reference == opened.reference


def test_sns_may_wrap_the_message(aws: Aws) -> None:
    (received,) = deliver(a_notification(an_sms()))
    assert received.what == "opened"


def test_nobody_is_answered_at_a_short_code_or_a_name(aws: Aws) -> None:
    for number in ("72345", "CITYBANK", ""):
        assert text("Your parcel is waiting for you at the office", number=number).what == "opened"
    assert aws.text_messages() == []


def test_neither_number_nor_words_are_logged_or_kept_with_the_conversation(aws: Aws, logged: io.StringIO) -> None:
    text("CANARY in the street of the harbour")
    text("stop", after=900)
    seen = logged.getvalue() + repr(find_talk(identity()))
    assert "CANARY" not in seen
    assert NUMBER[1:] not in seen


def test_a_message_of_whatsapp_is_a_contact_like_any_other_and_its_reports_are_not(aws: Aws) -> None:
    said = {"from": NUMBER[1:], "id": "wamid.1", "type": "text", "text": {"body": NEED}}
    reports = [{"id": "wamid.0", "status": "delivered", "recipient_id": NUMBER[1:]}]
    (received,) = deliver(a_whatsapp(said, statuses=reports))
    file = case_file(received.reference or "")
    assert (received.what, file.case.channel, file.request.description) == ("opened", "chat", NEED)
    assert load_person(file.case.person or "").name == "Ana"
    assert deliver(a_whatsapp(statuses=reports)) == []


def test_a_place_sent_by_whatsapp_follows_the_words_and_a_reaction_is_written_down(aws: Aws) -> None:
    said = {"from": NUMBER[1:], "id": "wamid.1", "type": "text", "text": {"body": NEED}}
    place = {"latitude": 44.6, "longitude": -63.6, "address": "3 Elm Lane"}
    where = {"from": NUMBER[1:], "id": "wamid.2", "type": "location", "location": place}
    liked = {"from": NUMBER[1:], "id": "wamid.3", "type": "reaction", "reaction": {"emoji": "x"}}
    first, second, third = deliver(a_whatsapp(said, where, liked))
    assert (first.what, second.what, third.what) == ("opened", "added", "recorded")
    assert "44.6" in contacts(first.reference or "")[0]


def test_a_button_pressed_answers_as_its_words_do(aws: Aws) -> None:
    reference = a_case()
    we_asked("question", reference)
    reply = {"type": "button_reply", "button_reply": {"id": "b", "title": "The north side"}}
    pressed = {"from": NUMBER[1:], "id": "wamid.9", "type": "interactive", "interactive": reply}
    (received,) = deliver(a_whatsapp(pressed))
    assert (received.what, contacts(reference)) == ("added", ["The north side"])


def test_what_we_cannot_read_is_held_back_whole_for_a_person(aws: Aws) -> None:
    strange = {"eventType": "TEXT_SOMETHING", "body": "Hello?"}
    event = an_sqs_event(strange)
    assert mailroom.handle(event, None) == {"batchItemFailures": []}
    (held,) = aws.objects("mail").values()
    assert b"Hello?" in held


def test_the_queue_brings_a_message_to_its_case(aws: Aws) -> None:
    assert mailroom.handle(an_sqs_event(an_sms()), None) == {"batchItemFailures": []}
    found = cases_of_forms([identity()], 5)
    assert [case_file(reference).request.description for reference in found] == [NEED]


@contextmanager
def meanwhile(operation: str, happens: Callable[[], Any]) -> Iterator[None]:
    """Lets something happen just before the next call of an operation leaves: another function was faster."""
    events, waiting = connection().client.meta.events, [happens]

    def happen(**_: Any) -> None:
        if waiting:
            waiting.pop()()

    events.register(f"before-call.dynamodb.{operation}", happen)
    try:
        yield
    finally:
        events.unregister(f"before-call.dynamodb.{operation}", happen)


def test_two_parts_that_arrive_at_once_are_one_case(aws: Aws) -> None:
    others: list[Received] = []
    with meanwhile("TransactWriteItems", lambda: others.append(text("It is full of water and a bicycle lies in it"))):
        received = text(NEED, after=1)
    assert (others[0].what, received.what) == ("opened", "added")
    assert contacts(others[0].reference or "") == [NEED]


def test_a_message_that_comes_while_another_is_answered_loses_neither(aws: Aws) -> None:
    reference = a_case()
    we_asked("question", reference)
    with meanwhile("PutItem", lambda: text("STOP", after=1)):
        received = text("On the north side", after=2)
    talk = find_talk(identity())
    assert (received.what, talk.stopped, talk.about, talk.asked) == ("added", True, reference, ())
    assert len(talk.heard) == 2


def test_while_the_tables_do_not_answer_nothing_is_lost(aws: Aws) -> None:
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        assert text(NEED, id="put-aside").reference  # it waits in the mail bucket, under the reference it will have
    assert [key.partition("/")[0] for key in aws.objects("mail")] == ["waiting"]
    with aws.failing("dynamodb", "Query", "ProvisionedThroughputExceededException"), pytest.raises(QueryError):
        text("status")  # the queue delivers it again


PIECES = st.sampled_from(
    [NEED, "stop", "START", "help", "2", "5, fine", "status", "gracias", "7KQ2-M4TX-9BWD-D", "3 Elm Lane"]
)
EVERY_KIND = ("question", "task", "survey", "pick", "language")


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(PIECES | st.text(max_size=40), min_size=1, max_size=4),
    asked=st.lists(st.sampled_from(EVERY_KIND), max_size=3),
    gap=st.sampled_from([1, 400, 4000]),
)
def test_whatever_is_said_after_whatever_was_asked_comes_to_something(
    aws: Aws, said: list[str], asked: list[str], gap: int
) -> None:
    reference = text(NEED).reference
    for kind in asked:
        choices = {"survey": ("standard",), "pick": (reference or "",), "language": ("en", "es")}.get(kind, ())
        we_asked(kind, None if kind == "pick" else reference, *choices)
    for number, words in enumerate(said, start=1):
        received = text(words, after=number * gap)
        assert received.what in ("opened", "added", "recorded", "quarantined", "again")
