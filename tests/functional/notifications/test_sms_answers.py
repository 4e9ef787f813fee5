"""Text messages that ask something, and numbers that want none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.arrivals import arrivals_of
from onestop.storage.incoming.talks import Talk, change_talk, find_talk
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import load_person, person_rows
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.dialogue import BUSINESS, ask, opened, tell, time_passes
from tests.functional.stories import PLACE, case_file, in_progress, invite, resolved

NUMBER = "+15550142777"
BY_SMS = {"service_code": "pothole", "place": PLACE, "language": "es", "contact": {"phone": NUMBER}}


def identity() -> str:
    return identity_of(NUMBER, identity_key())


def stop() -> None:
    change_talk(Talk(identity=identity()), lambda talk: replace(talk, stopped=True), NOW)


def test_a_question_by_sms_is_remembered_until_we_stop_waiting_for_its_answer(post: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    task = ask(reference, "¿De qué lado?")
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    (asked,) = find_talk(identity()).asked
    since = next(each.waiting_since for each in case_file(reference).tasks if each.id == task.id)
    assert since is not None
    assert (asked.kind, asked.reference, asked.until) == ("question", reference, since + timedelta(days=28))
    assert find_talk(identity()).spoken == "es"


def test_a_reminder_takes_the_place_of_its_question(post: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    ask(reference, "¿De qué lado?")
    time_passes(reference, 8)
    tell(reference, "resident.asked", "resident.reminded")
    assert len(post.text_messages()) == 2
    assert len(find_talk(identity()).asked) == 1


def test_a_part_of_the_plan_and_a_survey_are_remembered_as_what_they_are(post: Aws) -> None:
    business = opened(**(BUSINESS | {"contact": {"phone": NUMBER}}))["reference"]
    tell(business, "resident.asked")
    reference = str(resolved(**BY_SMS)["reference"])
    invite(reference)
    tell(reference, "survey.invited")
    task, survey = find_talk(identity()).asked
    assert (task.kind, task.reference) == ("task", business)
    assert (survey.kind, survey.reference, survey.choices) == ("survey", reference, ("standard",))


def test_what_asks_nothing_is_not_remembered(post: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    tell(reference, "case.opened")
    assert len(post.text_messages()) == 1
    assert find_talk(identity()) == Talk(identity=identity())


def test_a_number_that_wants_no_messages_gets_none_which_is_kept_until_it_wants_them_again(post: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    ask(reference, "¿De qué lado?")
    stop()
    assert tell(reference, "case.opened", "resident.asked") == {"batchItemFailures": []}
    assert post.text_messages() == []
    assert {each.status for each in notifications_of(reference)} == {LetterState.CANCELLED}
    change_talk(find_talk(identity()), lambda talk: replace(talk, stopped=False), NOW)
    for _ in range(2):
        tell(reference, "resident.asked")
    assert len(post.text_messages()) == 1
    assert LetterState.SENT in {each.status for each in notifications_of(reference)}


def test_who_wants_no_text_messages_hears_by_email_where_we_have_an_address(post: Aws) -> None:
    contact = {"phone": NUMBER, "email": "ana@resident.example", "prefer": "sms"}
    reference = str(in_progress(**(BY_SMS | {"contact": contact}))["reference"])
    stop()
    tell(reference, "case.opened")
    assert post.text_messages() == []
    assert len(post.emails()) == 1


def test_a_number_without_its_country_is_written_to_in_our_own_and_its_stop_is_heard(post: Aws) -> None:
    contact = {"phone": "(555) 014-2777 ext. 4", "prefer": "sms"}
    reference = opened(**(BY_SMS | {"contact": contact}))["reference"]
    tell(reference, "case.opened")
    assert [number for number, _ in post.text_messages()] == [NUMBER]
    stop()
    in_progress(**(BY_SMS | {"contact": {"phone": "1.555.014.2777"}}))
    reference = opened(**(BY_SMS | {"contact": {"phone": "555\u2011014\u20112777"}}))["reference"]
    tell(reference, "case.opened")
    assert len(post.text_messages()) == 1


def test_a_number_kept_before_there_was_one_form_is_written_to_in_our_own_country(post: Aws) -> None:
    reference = opened(**BY_SMS)["reference"]
    person = load_person(case_file(reference).case.person or "")
    for row in person_rows(replace(person, phone="555-014-2777"), reference):
        row.save()
    tell(reference, "case.opened")
    assert [number for number, _ in post.text_messages()] == [NUMBER]


@pytest.mark.parametrize(
    ("contact", "channel"),
    [({"phone": "555-0142"}, "sms"), ({"email": "josé@resident.example"}, "email")],
    ids=["a number without its area", "an address that SES cannot write to"],
)
def test_a_letter_that_cannot_leave_shows_on_its_case_and_at_the_desk(
    post: Aws, contact: dict[str, str], channel: str
) -> None:
    chat = {"channel": "chat"}  # nobody is there to correct a number
    reference = opened(**(BY_SMS | chat | {"contact": contact}))["reference"]
    for _ in range(2):
        assert tell(reference, "case.opened") == {"batchItemFailures": []}
    (undelivered,) = load_whole(reference).undelivered
    assert (undelivered.letter, undelivered.channel) == ("case-opened", channel)
    (arrival,) = arrivals_of("undelivered", f"{undelivered.at:%Y-%m}", 10).items
    assert (arrival.reference, arrival.channel, arrival.details) == (reference, channel, {"letter": "case-opened"})
    assert post.text_messages() == []
    assert contact[channel.replace("sms", "phone")] not in repr((undelivered, arrival))
