"""What happens by night: who is told at once, and what the morning brings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.sending.send_to_everybody import tell_all
from notifications.waiting.send_digests import send_all_digests
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import Preferences
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import prefer
from tests.aws_in_memory import Aws
from tests.functional.dialogue import ask, events_of, staff_act, time_passes
from tests.functional.stories import PLACE, in_progress, invite, open_case, resolved

NUMBER = "+15550142777"
BY_SMS = {"service_code": "pothole", "place": PLACE, "contact": {"phone": NUMBER}}
BY_EMAIL = {"service_code": "pothole", "place": PLACE, "contact": {"email": "ana@resident.example"}}
NIGHT = datetime.fromisoformat("2026-11-24T02:10:00-04:00")
BEFORE = NIGHT + timedelta(hours=5, minutes=45)
MORNING = NIGHT + timedelta(hours=5, minutes=55)


@pytest.fixture
def by_night(post: Aws, release: dict[str, Any]) -> Aws:
    """The sample jurisdiction with its hours of the night."""
    post.publish(release)
    return post


def tell(reference: str, type: str, moment: datetime = NIGHT) -> None:
    for event in events_of(reference, type):
        tell_all(cloud_event(event, "/onestop/test"), moment)


def statuses(reference: str) -> list[LetterState]:
    return [kept.status for kept in notifications_of(reference)]


def sent(post: Aws) -> int:
    return len(post.emails()) + len(post.text_messages())


@pytest.mark.parametrize("how", [BY_EMAIL, BY_SMS], ids=["email", "sms"])
def test_a_survey_waits_for_the_morning_and_comes_as_itself(by_night: Aws, how: dict[str, Any]) -> None:
    reference = str(resolved(**how)["reference"])
    invite(reference)
    tell(reference, "survey.invited")
    tell(reference, "survey.invited")  # the queue brings it twice
    assert (sent(by_night), statuses(reference)) == (0, [LetterState.HELD])
    send_all_digests(BEFORE)
    assert sent(by_night) == 0
    send_all_digests(MORNING)
    send_all_digests(MORNING + timedelta(minutes=5))
    assert (sent(by_night), statuses(reference)) == (1, [LetterState.SENT])
    said = by_night.emails()[0].body if how is BY_EMAIL else by_night.text_messages()[0][1]
    assert f"/survey/{reference}?secret=" in said
    assert "messages about your requests" not in said


def test_what_a_clerk_writes_by_night_leaves_by_email_and_waits_as_a_text_message(by_night: Aws) -> None:
    by_email, by_sms = (str(in_progress(**how)["reference"]) for how in (BY_EMAIL, BY_SMS))
    for reference in (by_email, by_sms):
        ask(reference, "Which side of the street?")
        tell(reference, "resident.asked")
    assert (len(by_night.emails()), len(by_night.text_messages())) == (1, 0)
    send_all_digests(MORNING)
    ((_number, text),) = by_night.text_messages()
    assert "Which side of the street?" in text


def test_a_receipt_rings_at_once(by_night: Aws) -> None:
    reference = open_case(**BY_SMS)["reference"]
    tell(reference, "case.opened")
    assert len(by_night.text_messages()) == 1


def test_what_was_answered_before_the_morning_is_not_asked_for_any_more(by_night: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    task = ask(reference, "Which side of the street?")
    time_passes(reference, 8)
    tell(reference, "resident.asked")
    tell(reference, "resident.reminded")
    assert statuses(reference) == [LetterState.HELD] * 2
    staff_act(reference, "resumption", task.id)
    send_all_digests(MORNING)
    assert (sent(by_night), statuses(reference)) == (0, [LetterState.OVERTAKEN] * 2)


def test_a_case_that_was_reopened_by_night_is_not_rated_in_the_morning(by_night: Aws) -> None:
    reference = str(resolved(**BY_EMAIL)["reference"])
    invite(reference)
    tell(reference, "survey.invited")
    staff_act(reference, "reopening", reason="It is back.")
    send_all_digests(MORNING)
    assert (sent(by_night), statuses(reference)) == (0, [LetterState.OVERTAKEN])


def test_what_more_may_be_sent_by_night_still_waits_for_the_morning(by_night: Aws) -> None:
    """The limit of an hour ends at two in the morning: no reason to ring then."""
    evening = NIGHT - timedelta(hours=5, minutes=20)  # 20:50
    cases = [str(in_progress(**BY_SMS)["reference"]) for _ in range(8)]
    for reference in cases:
        ask(reference, "Which side of the street?")
        tell(reference, "resident.asked", evening)
    assert len(by_night.text_messages()) == 6
    send_all_digests(NIGHT)
    assert len(by_night.text_messages()) == 6
    send_all_digests(MORNING)
    assert by_night.text_messages()[-1][1].startswith("City of Port Ellery: 2 messages about your requests.")


def test_who_sleeps_all_day_is_told_when_they_wake_though_that_is_by_night(by_night: Aws) -> None:
    reference = str(in_progress(**BY_SMS)["reference"])
    prefer(load_whole(reference).file.case.person or "", "en", None, Preferences(quiet=("07:00", "22:00")))
    ask(reference, "Which side of the street?")
    tell(reference, "resident.asked", MORNING + timedelta(hours=3))
    woken = datetime.fromisoformat("2026-11-24T22:05:00-04:00")
    send_all_digests(woken - timedelta(minutes=10))
    assert by_night.text_messages() == []
    send_all_digests(woken)
    assert len(by_night.text_messages()) == 1


def test_a_digest_that_cannot_leave_is_shown_on_each_case_that_it_tells_of(by_night: Aws) -> None:
    unsendable = BY_EMAIL | {"contact": {"email": "ana@resident.example"}}
    cases = [str(resolved(**unsendable)["reference"]) for _ in range(2)]
    for reference in cases:
        invite(reference)
        tell(reference, "survey.invited")
    with by_night.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        send_all_digests(MORNING)
    for reference in cases:
        assert statuses(reference) == [LetterState.FAILED]
        (shown,) = load_whole(reference).undelivered
        assert (shown.letter, shown.channel, shown.why) == ("survey-invited", "email", "InvalidParameterValue")
