"""A draft is reminded of before it ends, by a letter that opens it, and is erased when it has ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from applications.drafts.expire_drafts import expire_drafts
from notifications.handler import hear
from onestop.domain.applications.application import LASTS, REMINDED, Application, ApplicationStatus
from onestop.domain.applications.draft_changes import touched
from onestop.domain.errors import NotFound
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.applications.application_rows import find_application, keep_application, load_application
from tests.aws_in_memory import Aws, SentEmail
from tests.functional.applications.applying import Browser, complaints, heading, reference_of

ANA = "ana@resident.example"
LETTERS = ("application.kept", "application.ending")


@pytest.fixture(autouse=True)
def post(aws: Aws) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def letters(aws: Aws, after: timedelta = timedelta()) -> list[SentEmail]:
    """Notifications does what is asked of it; the letters that were sent so far."""
    for each in aws.drain(aws.queues["Notifications"]):
        if each["body"]["type"] in LETTERS:
            hear(each["body"], begun().changed_at + after)
    return aws.emails()


_known: list[str] = []


def begun() -> Application:
    return load_application(_known[-1])


def a_draft(email: str = ANA, language: str = "es") -> tuple[Browser, dict[str, Any]]:
    browser = Browser(language=language)
    later = browser.send(browser.begin(), {"a-date": "2090-06-05"}, to="later")
    _known.append(reference_of(later))
    return browser, browser.send(later, {"email": email})


def test_the_link_and_the_code_are_sent_in_their_language_and_open_the_draft(aws: Aws) -> None:
    _, page = a_draft()
    assert "Los hemos enviado" in page["body"]
    [letter] = letters(aws)
    assert letter.destinations["ToAddresses"] == [ANA]
    assert links.code_of(begun().reference) in letter.body
    link = re.search(r"https://port-ellery.example(/apply/\S+)", letter.body)
    assert link
    assert heading(Browser(language="es").get(link[1])) == "Cuándo"


def test_no_letter_leaves_for_what_is_no_address(aws: Aws) -> None:
    _, page = a_draft("nobody")
    assert (page["statusCode"], complaints(page).keys()) == (400, {"email"})
    assert letters(aws) == []


def test_nobody_has_many_letters_sent_to_one_address(aws: Aws) -> None:
    answers = [a_draft()[1]["statusCode"] for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_its_applicant_is_reminded_once_a_week_before_a_draft_ends(aws: Aws) -> None:
    a_draft()
    letters(aws)
    end = begun().expires_at
    assert expire_drafts(end - REMINDED - timedelta(hours=1))["reminded"] == 0
    for hours in (1, 7, 30):
        expire_drafts(end - REMINDED + timedelta(hours=hours))
    (_, letter) = letters(aws, LASTS - REMINDED + timedelta(hours=1))
    assert begun().reference in letter.body
    assert "se borran sus respuestas" in letter.body


def test_a_reminder_that_was_missed_for_a_day_is_sent_the_day_after(aws: Aws) -> None:
    a_draft()
    assert expire_drafts(begun().expires_at - REMINDED + timedelta(days=1, hours=6))["reminded"] == 1


def test_a_draft_that_was_changed_meanwhile_is_not_reminded_of(aws: Aws) -> None:
    a_draft()
    before = begun().expires_at
    keep_application(touched(begun(), begun().changed_at + timedelta(days=40)))
    assert expire_drafts(before - REMINDED + timedelta(hours=1)) == {"reminded": 0, "erased": 0}
    assert expire_drafts(before + timedelta(hours=1)) == {"reminded": 0, "erased": 0}


def test_what_has_ended_is_erased_and_opens_no_more(aws: Aws) -> None:
    browser, _ = a_draft()
    reference, end = begun().reference, begun().expires_at
    assert expire_drafts(end - timedelta(minutes=1))["erased"] == 0
    assert expire_drafts(end + timedelta(minutes=1))["erased"] == 1
    left = find_application(reference)
    assert left is not None
    assert (left.status, left.answers, left.parties) == (ApplicationStatus.EXPIRED, {}, ())
    assert browser.get(f"/apply/draft/{reference}")["statusCode"] == 404
    assert expire_drafts(end + timedelta(hours=7)) == {"reminded": 0, "erased": 0}


def test_no_letter_follows_a_draft_that_is_over(aws: Aws) -> None:
    a_draft()
    assert letters(aws, LASTS + timedelta(days=1)) == []


def test_an_unknown_application_is_not_found(aws: Aws) -> None:
    with pytest.raises(NotFound):
        load_application("7KQ2-M4TX-9BWD-D")
