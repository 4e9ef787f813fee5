"""Who does not say how it went is reminded once: by day, after as many days as the survey says, never of an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.sending.send_to_everybody import tell_all
from notifications.stuck import sweep_letters
from notifications.waiting.send_digests import send_all_digests
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import Preferences
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import prefer
from onestop.storage.surveys.responses import keep_answers
from tests.aws_in_memory import Aws
from tests.functional.dialogue import ask, events_of
from tests.functional.notifications.digests_to_send import try_to_gather
from tests.functional.stories import PLACE, case_file, in_progress, invite, resolved

CONTACT = {"email": "ana@resident.example"}
NOON = datetime.fromisoformat("2026-11-24T12:10:00-04:00")
NIGHT, MORNING = timedelta(hours=14), timedelta(hours=20)  # after that noon
DAYS = timedelta(days=3)


@pytest.fixture
def city(post: Aws, release: dict[str, Any]) -> Aws:
    """The sample jurisdiction, which reminds after three days."""
    post.publish(release | {"surveys": [each | {"ask": {"remind_days": 3}} for each in release["surveys"]]})
    return post


def asked(moment: datetime, email: str = CONTACT["email"]) -> str:
    reference = str(resolved(service_code="pothole", place=PLACE, contact={"email": email})["reference"])
    invite(reference)
    for event in events_of(reference, "survey.invited"):
        tell_all(cloud_event(event, "/onestop/test"), moment)
    return reference


def sent(post: Aws) -> int:
    return len(post.emails())


@pytest.mark.parametrize("first", [NOON, NOON + NIGHT], ids=["asked by day", "asked by night"])
def test_the_reminder_leaves_once_and_by_day(city: Aws, first: datetime) -> None:
    reference = asked(first)
    send_all_digests(first + MORNING - NIGHT)  # what was held by night leaves
    assert sent(city) == 1
    send_all_digests(NOON + DAYS - timedelta(hours=1))
    assert (sent(city), sweep_letters(NOON + DAYS - timedelta(hours=1))["stuck"]) == (1, 0)  # it waits for its day
    send_all_digests(NOON + DAYS + NIGHT)  # its day has come, and nobody's telephone rings by night
    early = sent(city)
    for days in range(4, 20):
        send_all_digests(NOON + timedelta(days=days))
    assert (sent(city), early) == (2, 1)
    assert [kept.status for kept in notifications_of(reference)] == [LetterState.SENT, LetterState.SENT]


def test_who_has_answered_is_not_reminded_though_the_case_is_still_open(city: Aws) -> None:
    reference = asked(NOON)
    keep_answers(reference, {"satisfaction": 4}, current(), NOON + timedelta(days=1), "web")
    for days in range(3, 9):
        send_all_digests(NOON + timedelta(days=days))
    assert sent(city) == 1
    assert [kept.status for kept in notifications_of(reference)] == [LetterState.SENT, LetterState.OVERTAKEN]


def test_another_letter_that_was_held_does_not_take_the_reminder_along(city: Aws) -> None:
    asked(NOON)
    other = str(
        in_progress(service_code="pothole", place=PLACE | {"address": "9 Oak Row"}, contact=CONTACT)["reference"]
    )
    ask(other, "Which one?")
    for event in events_of(other, "resident.asked"):
        tell_all(cloud_event(event, "/onestop/test"), NOON + timedelta(days=1))
    send_all_digests(NOON + timedelta(days=1, hours=1))
    assert sent(city) == 2


def test_who_said_meanwhile_that_they_want_none_is_not_reminded(city: Aws) -> None:
    reference = asked(NOON)
    prefer(case_file(reference).case.person or "", "en", None, Preferences(without=("survey",)))
    for days in range(3, 9):
        send_all_digests(NOON + timedelta(days=days))
    assert sent(city) == 1
    assert [kept.status for kept in notifications_of(reference)] == [LetterState.SENT, LetterState.CANCELLED]


def test_whoever_dies_at_the_letter_that_waited_for_morning_its_reminder_is_held(city: Aws) -> None:
    morning = NOON + MORNING
    held = {}
    for step in range(1, 40):
        reference = asked(NOON + NIGHT, f"r{step}@resident.example")
        made = try_to_gather(morning, step)
        send_all_digests(morning + timedelta(minutes=10))
        held[step] = [kept.status for kept in notifications_of(reference)]
        if len(made) < step:
            break
    assert len(held) > 10
    assert {tuple(each) for each in held.values()} == {(LetterState.SENT, LetterState.HELD)}
