"""What residents are told while their case is worked on: questions, reminders, messages, how it ended, and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.storage.letters.notifications import notifications_of
from tests.aws_in_memory import Aws
from tests.functional.dialogue import BUSINESS, ask, events_of, merge, opened, resolve, staff_act, tell, time_passes
from tests.functional.stories import PLACE, case_file, in_progress, take_step

QUESTION = "Which side of the street?\n路的哪一边？ مرحبا"
LANGUAGES = ("en", "zh-Hans", "es")
PLAN_PART = {"en": "Send the floor plan", "zh-Hans": "提交平面图", "es": "Enviar el plano del local"}


def a_pothole(language: str = "en", **contact: str) -> str:
    """A case that agencies work on, whose resident is written to by e-mail unless told otherwise."""
    contact = contact or {"name": "Ana", "email": "ana@resident.example"}
    need = {"service_code": "pothole", "place": PLACE, "language": language, "contact": contact}
    return str(in_progress(**need)["reference"])


def day_after(moment: Any, days: int, language: str = "en") -> str:
    return say_date(moment + timedelta(days=days), "America/Halifax", language)


def letters_of(reference: str) -> list[str]:
    return [kept.letter for kept in notifications_of(reference)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_sent_with_its_own_words_and_the_day_until_which_we_wait(post: Aws, language: str) -> None:
    reference = a_pothole(language)
    ask(reference, QUESTION)
    (asked,) = events_of(reference, "resident.asked")
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    (email,) = post.emails()
    assert QUESTION in email.body
    assert day_after(asked.at, 28, language) in email.body
    assert links.link_to(links.TRACK, reference, language) in email.body
    assert reference in email.subject
    assert "((" not in email.body + email.subject


def test_a_question_in_an_sms_is_one_line_and_never_longer_than_can_be_sent(post: Aws) -> None:
    reference = a_pothole(phone="+15550142777")
    ask(reference, "x " * 1500)
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    ((_, words),) = post.text_messages()
    assert len(words) < 700
    assert "..." in words  # a cut, in plain signs, for they save a part
    assert links.link_to(links.TRACK, reference, "en") in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_the_plan_that_is_theirs_is_named_in_their_language(post: Aws, language: str) -> None:
    reference = opened(**(BUSINESS | {"language": language}))["reference"]
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    (email,) = post.emails()
    assert PLAN_PART[language] in email.body
    assert letters_of(reference) == ["resident-task"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_says_again_what_was_asked_and_counts_from_the_question(post: Aws, language: str) -> None:
    reference = a_pothole(language)
    ask(reference, QUESTION)
    time_passes(reference, 8)
    assert tell(reference, "resident.reminded") == {"batchItemFailures": []}
    (email,) = post.emails()
    (asked,) = events_of(reference, "resident.asked")
    assert QUESTION in email.body
    assert day_after(asked.at, 28, language) in email.body


def test_a_reminder_of_a_part_names_the_part(post: Aws) -> None:
    reference = opened(**BUSINESS)["reference"]
    time_passes(reference, 8)
    tell(reference, "resident.reminded")
    assert PLAN_PART["en"] in post.emails()[0].body


def test_who_answered_meanwhile_is_not_reminded(post: Aws) -> None:
    reference = a_pothole()
    task = ask(reference, QUESTION)
    time_passes(reference, 8)
    staff_act(reference, "resumption", task.id)
    assert tell(reference, "resident.reminded") == {"batchItemFailures": []}
    assert post.emails() == []
    assert notifications_of(reference) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_note_is_sent_and_an_internal_one_is_not(post: Aws, language: str) -> None:
    reference = a_pothole(language)
    staff_act(reference, "notes", text="The crew comes on Monday. ((link))", public=True)
    staff_act(reference, "notes", text="Mind the dog.")
    assert tell(reference, "contact.sent", "note.added") == {"batchItemFailures": []}
    (email,) = post.emails()
    assert "The crew comes on Monday. ((link))" in email.body  # what staff write is not read as a letter
    assert "Mind the dog" not in email.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawal_is_confirmed_with_the_day_until_which_it_can_be_taken_back(post: Aws, language: str) -> None:
    reference = a_pothole(language)
    staff_act(reference, "withdrawal", reason="they called")
    tell(reference, "case.closed")
    (email,) = post.emails()
    assert day_after(case_file(reference).case.closed_at, 30, language) in email.body
    assert "they called" not in email.body
    assert letters_of(reference) == ["case-withdrawn"]


def test_a_case_that_nobody_answered_about_is_closed_politely(post: Aws) -> None:
    reference = a_pothole()
    ask(reference, QUESTION)
    for days in (8, 15, 29):
        time_passes(reference, days)
    assert case_file(reference).case.because == "no_answer"
    tell(reference, "case.closed")
    (email,) = post.emails()
    assert day_after(case_file(reference).case.closed_at, 30) in email.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reported_what_others_had_reported_is_told_so(post: Aws, language: str) -> None:
    mine, other = a_pothole(language), a_pothole()
    merge(mine, other)
    tell(mine, "case.merged", "case.closed")
    (email,) = post.emails()
    assert mine in email.body
    assert other not in email.body + email.subject
    assert letters_of(mine) == ["case-merged"]


def test_whose_case_is_one_of_its_own_after_all_is_told_that_it_goes_on_or_is_done(post: Aws) -> None:
    mine, done, other = a_pothole(), a_pothole(), a_pothole()
    resolve(done)
    for one in (mine, done):
        merge(one, other)
        staff_act(one, "unmerging")
        tell(one, "case.unmerged")
    assert (letters_of(mine), letters_of(done)) == (["case-reopened"], ["case-resolved"])
    resolve(other)
    tell(other, "case.resolved")
    assert (letters_of(mine), letters_of(done)) == (["case-reopened"], ["case-resolved"])  # nobody follows any more


def test_a_case_whose_survey_was_answered_is_closed_without_another_letter(post: Aws) -> None:
    reference = a_pothole()
    resolve(reference)
    take_step("close", reference, because="answered")
    assert tell(reference, "case.closed") == {"batchItemFailures": []}
    assert post.emails() == []


def test_a_case_that_is_reopened_and_resolved_again_owes_each_letter_again(post: Aws) -> None:
    reference = a_pothole()
    resolve(reference)
    staff_act(reference, "reopening", reason="the hole is back")
    resolve(reference)
    for _ in range(3):
        assert tell(reference, "case.resolved", "case.reopened") == {"batchItemFailures": []}
    assert sorted(letters_of(reference)) == ["case-reopened", "case-resolved", "case-resolved"]
    assert len(post.emails()) == 3


def test_every_event_comes_thrice_and_every_letter_goes_once(post: Aws) -> None:
    reference = a_pothole()
    ask(reference, QUESTION)
    time_passes(reference, 8)
    for _ in range(3):
        tell(reference, "resident.asked", "resident.reminded", "task.waiting")
    assert letters_of(reference) == ["resident-asked", "resident-reminded"]
    assert len(post.emails()) == 2


def test_a_question_is_neither_logged_nor_kept_with_the_notification(post: Aws, logged: Any) -> None:
    reference = a_pothole(name="CANARY-NAME", email="canary@resident.example")
    ask(reference, "CANARY-QUESTION")
    with post.failing("ses", "SendRawEmail", "Throttling"):
        assert tell(reference, "resident.asked")["batchItemFailures"]
    assert logged.getvalue()
    assert "canary" not in (logged.getvalue() + repr(notifications_of(reference))).lower()
