"""What somebody wants of our letters is kept to: the way, the hour, one a day, and what they do without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notifications.sending.send_to_everybody import tell_all
from notifications.waiting.send_digests import send_all_digests
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import Preferences
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import load_person, prefer
from tests.aws_in_memory import Aws
from tests.functional.notifications.digests_to_send import at, event_of
from tests.functional.stories import open_case

BOTH = {"contact": {"email": "ana@resident.example", "phone": "+15550142777"}, "description": "?"}


def of_somebody_who_wants(**preferences: Any) -> str:
    reference = str(open_case(**BOTH)["reference"])
    person = load_whole(reference).file.case.person or ""
    prefer(person, "en", None, Preferences(**preferences))
    assert load_person(person).preferences == Preferences(**preferences)
    return reference


def statuses(reference: str) -> list[tuple[str, LetterState]]:
    return sorted((each.letter, each.status) for each in notifications_of(reference))


def test_each_kind_goes_on_the_way_that_was_chosen_for_it(post: Aws) -> None:
    reference = of_somebody_who_wants(ways=(("news", "sms"),))
    tell_all(event_of(reference, 1), at(0))  # resolved: news
    tell_all({"type": "case.opened", "subject": reference, "id": f"{reference}.1x", "data": {}}, at(0))
    assert (len(post.text_messages()), len(post.emails())) == (1, 1)


def test_what_somebody_does_without_is_never_sent_and_what_must_be_told_is(post: Aws) -> None:
    reference = of_somebody_who_wants(without=("legal", "news", "survey"))
    for _ in range(2):
        tell_all(event_of(reference, 1), at(0))
    tell_all({"type": "case.opened", "subject": reference, "id": f"{reference}.1x", "data": {}}, at(0))
    assert statuses(reference) == [("case-opened", LetterState.SENT), ("case-resolved", LetterState.CANCELLED)]
    assert len(post.emails()) == 1


def test_news_of_a_day_comes_in_one_letter_on_the_morning_after(post: Aws) -> None:
    reference = of_somebody_who_wants(daily=True, zone="America/Halifax")
    for number in range(3):
        tell_all(event_of(reference, number), at(number * 0.1))
    for hours in range(1, 24):  # 12:10 UTC is 08:10 in Halifax
        send_all_digests(at(hours))
    assert post.emails() == []
    send_all_digests(at(24))
    assert len(post.emails()) == 1
    assert {status for _, status in statuses(reference)} == {LetterState.SENT}


def test_quiet_hours_are_those_of_where_somebody_is(post: Aws) -> None:
    reference = of_somebody_who_wants(quiet=("20:00", "22:00"), zone="Asia/Shanghai")  # 12:10 UTC is 20:10 there
    tell_all(event_of(reference, 1), at(0))
    send_all_digests(at(1))
    assert post.emails() == []
    send_all_digests(at(2))
    assert len(post.emails()) == 1


def test_what_somebody_did_themselves_is_answered_in_their_quiet_hours_too(post: Aws) -> None:
    reference = of_somebody_who_wants(quiet=("00:00", "23:59"), zone="UTC", daily=True)
    event = event_of(reference, 0)
    tell_all(event | {"data": {"by": "resident"}}, at(0))
    assert len(post.emails()) == 1


def test_a_person_kept_by_an_earlier_version_has_no_preferences(post: Aws) -> None:
    reference = str(open_case(**BOTH)["reference"])
    person = load_person(load_whole(reference).file.case.person or "")
    assert replace(person, preferences=Preferences()) == person
