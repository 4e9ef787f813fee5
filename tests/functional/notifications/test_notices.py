"""A notice to many: whom it is for, once each, whoever dies on the way; paused, cancelled, by night."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.handler import hear
from notifications.notices.walk_audience import carry_on
from onestop.domain.letters.preferences import Preferences
from onestop.domain.letters.subscriptions import TopicKind
from onestop.domain.notices.notice import Audience, Notice, NoticeLevel, NoticeMove, State
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.incoming.talks import Talk, change_talk
from onestop.storage.notices.notice_rows import find_notice
from onestop.storage.notices.notice_walks import figures_of
from onestop.storage.people.contact_details import load_person, person_rows, prefer
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.depth import some, tries
from tests.functional.notifications.spreading import (
    BESIDE,
    ELSEWHERE,
    INSIDE,
    OUTLINE,
    a_notice,
    a_topic,
    counted_calls,
    done,
    five_deaths,
    mail_provider,
    many_subscribers,
    sent,
    subscribe,
    taken,
    work_off,
)
from tests.functional.stories import POTHOLE, case_file, in_progress

MANY = tries(3000, 2)
SEED = 20261129
NEAR = Audience(outline=OUTLINE)


@pytest.fixture(autouse=True)
def provider(post: Aws) -> Aws:
    return post


def state_of(notice: Notice) -> State:
    kept = find_notice(notice.id)
    assert kept is not None
    return kept.state


def test_everybody_is_told_once_though_the_process_dies_at_five_random_calls() -> None:
    deaths = five_deaths(SEED, 3 * MANY)
    owed, notice = many_subscribers(MANY), sent(a_notice())
    with mail_provider() as told, counted_calls(deaths) as made:
        work_off(notice)
    assert set(told) == owed  # nobody is missed, and nobody else is told
    # nobody twice, but for who had a letter with the provider when the process died
    assert told.total() - len(owed) == made.in_the_window
    assert made.deaths == len(deaths)
    figures = figures_of(notice.id)
    assert (figures.told + figures.unsure, figures.failed, figures.waiting) == (len(owed), 0, 0)
    # for a recipient a mark, a letter and how it ended; the rest is shared, and done again for a batch at each death
    assert made.calls["SendRawEmail"] <= len(owed) + len(deaths)
    assert (made.calls.total() - made.calls["SendRawEmail"]) / len(owed) < 3.1


@pytest.mark.parametrize("when", ["before", "after"])
def test_whichever_call_it_dies_at_nobody_is_missed_and_only_a_letter_in_hand_goes_twice(when: str) -> None:
    for number in range(3):
        subscribe(f"r{number}@resident.example", a_topic(INSIDE))
    with mail_provider(), counted_calls() as made:
        work_off(sent(a_notice(audience=NEAR)))
    assert made.calls.total() > 20
    for number in some(range(1, made.calls.total() + 1)):
        notice = sent(a_notice(audience=NEAR, name=f"20261123150000-{number:06}"))
        with mail_provider() as told, counted_calls({(number, when)}) as dying:
            work_off(notice)
        assert len(told) == 3, number
        assert told.total() - 3 == dying.in_the_window, (number, dying)


def test_it_is_for_those_whose_place_district_or_service_it_names() -> None:
    service = a_topic(kind=TopicKind.SERVICE, code="pothole")
    topics = {
        "inside": a_topic(INSIDE),
        "beside": a_topic(BESIDE, within=200),  # 111 metres from the outline
        "near": a_topic(BESIDE, within=50),
        "elsewhere": a_topic(ELSEWHERE),
        "district": a_topic(),
        "other-district": a_topic(code="north-shore"),
        "service": service,
        "other-service": a_topic(kind=TopicKind.SERVICE, code="street-light"),
        "only-potholes": a_topic(INSIDE, only="pothole"),
        "only-lights": a_topic(INSIDE, only="street-light"),
        "case": a_topic(kind=TopicKind.CASE, code="PE-2026-AAAAAA"),
    }
    for name, topic in topics.items():
        subscribe(f"{name}@x.example", topic)
    everybody = {name for name in topics if name != "case"}
    there = {"inside", "beside", "district"}
    expected = [
        (Audience(outline=OUTLINE), NoticeLevel.NEWS, there),
        (Audience(outline=OUTLINE), NoticeLevel.URGENT, there | {"only-potholes", "only-lights"}),
        (Audience(outline=OUTLINE, services=("pothole",)), NoticeLevel.NEWS, there | {"only-potholes", "service"}),
        (Audience(districts=("north-shore",)), NoticeLevel.NEWS, {"other-district"}),
        (Audience(), NoticeLevel.URGENT, everybody - {"service", "other-service"}),
    ]
    for number, (audience, level, wanted) in enumerate(expected):
        notice = sent(a_notice(audience=audience, level=level, name=f"20261123150000-{number:06}"))
        with mail_provider() as told:
            work_off(notice)
        assert {each.partition("@")[0] for each in told} == wanted, audience
        assert set(told.values()) == {1}


def test_paused_nobody_more_is_told_and_resumed_everybody_is_once() -> None:
    owed = many_subscribers(60)
    notice = sent(a_notice())
    with mail_provider() as told:
        [walk] = taken()
        hear(walk, NOW)
        batches = taken()
        for batch in batches[:2]:
            hear(batch, NOW)
        before = told.total()
        done(notice, NoticeMove.PAUSE)
        for batch in batches[2:]:
            hear(batch, NOW)
        carry_on(NOW + timedelta(hours=1))
        assert (told.total(), taken()) == (before, [])
        assert 0 < before < len(owed)
        done(notice, NoticeMove.RESUME)
        over = work_off(notice)
    assert set(told) == owed
    assert set(told.values()) == {1}
    carry_on(over)
    assert state_of(notice) is State.SENT


def test_cancelled_or_too_old_the_rest_is_told_nothing() -> None:
    many_subscribers(60)
    for name, act, at in (("c", NoticeMove.CANCEL, NOW), ("e", None, NOW + timedelta(hours=2))):
        notice = sent(a_notice(name=f"20261123150000-{name}", expires_at=NOW + timedelta(hours=1)))
        with mail_provider() as told:
            [walk] = taken()
            hear(walk, NOW)
            batches = taken()
            hear(batches[0], NOW)
            before = told.total()
            if act:
                done(notice, act)
            for batch in batches[1:]:
                hear(batch, at)
        assert told.total() == before > 0
        carry_on(NOW + timedelta(hours=2))
        assert state_of(notice) is (State.CANCELLED if act else State.SENT)  # it goes on no more
        assert figures_of(notice.id).dropped == sum(len(batch["data"]["to"]) for batch in batches[1:])


def test_by_night_an_urgent_one_leaves_at_once_and_any_other_in_the_morning(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"reminder_hours": "08:00-21:00"}})
    night, morning = datetime.fromisoformat("2026-11-24T02:00:00-04:00"), "2026-11-24T08:00:00-04:00"
    person = case_file(in_progress(**POTHOLE)["reference"]).case.person or ""
    audience = Audience(districts=("old-town", "harbourside", "mill-river", "hillcrest"), residents=True)
    subscribe("s@x.example", a_topic())
    urgent = sent(a_notice(level=NoticeLevel.URGENT, audience=audience, name="20261123150000-u"), night)
    prefer(person, "en", None, Preferences(quiet=("01:00", "10:30"), without=("notice",)))
    with mail_provider() as told:
        work_off(urgent, night, most=2)  # the walk, and what it put into the queue
    assert told == {"s@x.example": 1, "ana@resident.example": 1}
    carry_on(night)  # it is noted as sent
    for level, wanted in (
        (NoticeLevel.LEGAL, {"s@x.example", "ana@resident.example"}),
        (NoticeLevel.NEWS, {"s@x.example"}),
    ):
        notice = sent(a_notice(level=level, audience=audience, name=f"20261123150000-{level}"), night)
        when: dict[str, datetime] = {}
        with mail_provider() as told:
            over = work_off(notice, night, noted=when, told=told)
        carry_on(over)
        assert set(told) == wanted  # who does without notices is told what the law asks for
        assert min(when.values()) >= datetime.fromisoformat(morning)
        quiet_until = datetime.fromisoformat("2026-11-24T10:30:00-04:00")
        assert all(at >= quiet_until for address, at in when.items() if address.startswith("ana@"))


def test_who_sleeps_all_day_is_told_of_it_when_they_wake(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"reminder_hours": "08:00-21:00"}})
    noon, woken = (datetime.fromisoformat(f"2026-11-24T{hour}-04:00") for hour in ("12:00", "21:30"))
    person = case_file(in_progress(**POTHOLE)["reference"]).case.person or ""
    prefer(person, "en", None, Preferences(quiet=("07:00", "21:30")))
    audience = Audience(districts=("old-town", "harbourside", "mill-river", "hillcrest"), residents=True)
    when: dict[str, datetime] = {}
    with mail_provider() as told:
        work_off(sent(a_notice(audience=audience), noon), noon, noted=when, told=told)
    assert told == {"ana@resident.example": 1}
    assert woken <= when["ana@resident.example"] < woken + timedelta(minutes=15)


def test_whose_data_is_restricted_is_told_what_presses_alone_and_who_said_stop_gets_no_text_instead(aws: Aws) -> None:
    audience = Audience(districts=("old-town", "harbourside", "mill-river", "hillcrest"), residents=True)
    contact = {"name": "Ana Rivas", "email": "ana@resident.example", "phone": "+15550142777"}
    person = load_person(case_file(in_progress(**POTHOLE | {"contact": contact})["reference"]).case.person or "")
    next(person_rows(replace(person, restricted_since=NOW), reference="")).save()
    for level, wanted in ((NoticeLevel.NEWS, 0), (NoticeLevel.LEGAL, 1)):
        with mail_provider() as told:
            work_off(sent(a_notice(level=level, audience=audience, name=f"20261123150000-{level}")))
        assert told.total() == wanted
    number = Talk(identity=identity_of(str(person.phone), identity_key()))
    change_talk(number, lambda talk: replace(talk, stopped=True), NOW)
    refused = sent(a_notice(level=NoticeLevel.LEGAL, audience=audience))
    with aws.failing("ses", "SendRawEmail", "InvalidParameterValue"), counted_calls() as made:
        work_off(refused)
    assert (made.calls["Publish"], figures_of(refused.id).failed) == (0, 1)
