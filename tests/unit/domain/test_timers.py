"""What the passing of time does to a case on which nobody acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import withdraw_case
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import ask_resident
from onestop.domain.cases.events import Event
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.tasks.task_wait import wait_until
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.time.timers import time_passes
from tests.builders import NOW, a_catalogue, a_plan, a_planned_task, a_routed_file, a_service, an_act, once_kept

LADDER = [
    {"to": "team-lead", "after_hours": 0},
    {"to": "supervisor", "after_hours": 8},
    {"to": "ombudsman", "after_hours": 40},
]
SERVICE = a_service(due_hours=1000, targets={"first_action_hours": 24})
CITY = a_catalogue(SERVICE, escalation=LADDER, warn_percent=80, answer_days=28, remind_days=[7, 14])
STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1), catalogue=CITY)
PLAN = a_plan([a_planned_task(due_hours=10)])


def a_city_file(plan: Any = PLAN) -> CaseFile:
    return a_routed_file(plan, act=an_act(catalogue=CITY))


def passed(file: CaseFile, **time: float) -> Change | None:
    return time_passes(file, an_act(at=NOW + timedelta(**time), catalogue=CITY))


def told(change: Change | None) -> list[Event]:
    return list(change.events) if change else []


def types(change: Change | None) -> list[str]:
    return [event.type for event in told(change)]


def test_nothing_happens_before_its_time() -> None:
    assert passed(a_city_file(), hours=7.9) is None


def test_a_task_is_warned_about_once_when_most_of_its_time_has_passed() -> None:
    file = a_city_file()
    assert file.case.wake_at == NOW + timedelta(hours=8)
    change = passed(file, hours=8)
    assert types(change) == ["task.due_soon"]
    file = once_kept(file, change)
    assert (file.tasks[0].warned, file.case.wake_at) == (True, NOW + timedelta(hours=10))
    assert passed(file, hours=9.9) is None


def test_a_late_task_goes_up_the_ladder_one_rung_after_the_other() -> None:
    file = once_kept(a_city_file(), passed(a_city_file(), hours=8))
    for hours, level, to in ((10, 1, "team-lead"), (18, 2, "supervisor"), (50, 3, "ombudsman")):
        change = passed(file, hours=hours)
        rungs = [event for event in told(change) if event.type == "task.escalated"]
        assert [(event.level, event.to) for event in rungs] == [(level, to)]  # type: ignore[union-attr]
        file = once_kept(file, change)
    assert file.tasks[0].timer is None
    assert file.case.wake_at == file.case.due_at


def test_who_looks_after_a_long_time_finds_every_rung_in_order() -> None:
    change = passed(a_city_file(), hours=60)
    assert types(change) == ["task.due_soon", *["task.escalated"] * 3, "target.missed"]
    assert [event.level for event in told(change)[1:4]] == [1, 2, 3]  # type: ignore[union-attr]


def test_a_ladder_that_was_shortened_meanwhile_still_has_a_last_rung() -> None:
    file = once_kept(a_city_file(), passed(a_city_file(), hours=18))
    short = a_catalogue(SERVICE, escalation=LADDER[:1])
    change = time_passes(file, an_act(at=NOW + timedelta(hours=60), catalogue=short))
    assert [event.to for event in told(change) if event.type == "task.escalated"] == ["team-lead"]  # type: ignore[union-attr]
    assert once_kept(file, change).tasks[0].timer is None


def asked() -> CaseFile:
    file = a_city_file()
    return once_kept(file, ask_resident(file, STAFF, "01", "Where?"))


def test_who_does_not_answer_is_reminded_and_then_the_case_is_closed() -> None:
    file, seen = asked(), []
    for day in range(30):
        change = passed(file, days=day, hours=1)
        seen += [(day, kind) for kind in types(change)]
        file = once_kept(file, change)
    assert seen == [
        (7, "resident.reminded"),
        (14, "resident.reminded"),
        (28, "task.cancelled"),
        (28, "case.closed"),
    ]
    assert (file.case.status, file.case.because) == (Status.CLOSED, "no_answer")


def test_nobody_is_reminded_and_given_up_in_the_same_moment() -> None:
    assert types(passed(asked(), days=40)) == ["task.cancelled", "case.closed"]


def test_both_reminders_are_sent_when_nobody_looked_for_long() -> None:
    change = passed(asked(), days=20)
    assert [event.times for event in told(change)] == [1, 2]  # type: ignore[union-attr]


def test_more_patience_in_a_new_catalogue_does_not_break_the_clock() -> None:
    patient = a_catalogue(SERVICE, answer_days=60, remind_days=[7])
    change = time_passes(asked(), an_act(at=NOW + timedelta(days=40), catalogue=patient))
    assert types(change) == ["resident.reminded"]


def test_a_resident_who_does_not_do_their_part_is_reminded_too() -> None:
    file = a_city_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT)]))
    assert types(passed(file, days=7)) == ["resident.reminded"]
    assert types(passed(file, days=28)) == ["task.cancelled", "case.closed"]


def test_a_task_goes_on_at_the_moment_that_it_waited_for_however_late_we_look() -> None:
    file = a_city_file()
    file = once_kept(file, wait_until(file, STAFF, "01", NOW + timedelta(hours=5), "Frost."))
    for hours in (5, 6, 7):
        change = passed(file, hours=hours)
        assert types(change) == ["task.resumed"]
        [task] = change.tasks if change else ()
        assert (task.status, task.due_at) == (TaskStatus.OPEN, NOW + timedelta(hours=14))
        assert task.timer_at == NOW + timedelta(hours=12)
    assert types(passed(file, hours=13)) == ["task.resumed", "task.due_soon"]


def test_a_promise_that_was_not_kept_is_told_once_and_remembered() -> None:
    file = a_city_file(a_plan([a_planned_task(due_hours=2000)]))
    change = passed(file, hours=24)
    assert types(change) == ["target.missed"]
    file = once_kept(file, change)
    assert (file.case.missed, set(file.case.targets)) == (("first_action",), {"resolve"})
    assert passed(file, hours=25) is None


def test_time_does_nothing_to_a_case_that_has_ended() -> None:
    file = a_city_file()
    assert passed(once_kept(file, withdraw_case(file, STAFF, "Gone.")), days=365) is None


HOURS = st.lists(st.floats(0, 1100), min_size=1, max_size=6).map(sorted)
SITUATIONS = {"at work": a_city_file(), "asked": asked()}


@pytest.mark.parametrize("name", SITUATIONS)
@given(hours=HOURS)
def test_once_time_has_passed_it_has_passed(name: str, hours: list[float]) -> None:
    file = SITUATIONS[name]
    for moment in hours:
        file = once_kept(file, passed(file, hours=moment))
        assert passed(file, hours=moment) is None
        assert file.case.wake_at is None or file.case.wake_at > NOW + timedelta(hours=moment)


@given(hours=HOURS)
def test_it_does_not_matter_how_often_we_look(hours: list[float]) -> None:
    file, events = a_city_file(), []
    for moment in hours:
        change = passed(file, hours=moment)
        events += told(change)
        file = once_kept(file, change)
    at_once = passed(a_city_file(), hours=hours[-1])
    assert sorted(map(repr, events)) == sorted(map(repr, told(at_once)))
    assert file.tasks == once_kept(a_city_file(), at_once).tasks
    assert file.case.wake_at == once_kept(a_city_file(), at_once).case.wake_at


def test_a_reminder_waits_for_the_day() -> None:
    asked_by_night = an_act(by="staff:7", at=NOW.replace(hour=2, minute=10), catalogue=CITY)
    file = a_city_file()
    file = once_kept(file, ask_resident(file, asked_by_night, "01", "Which side?"))
    night, morning = NOW.replace(hour=2, minute=10) + timedelta(days=7), NOW.replace(hour=8) + timedelta(days=7)
    assert file.case.wake_at == morning
    assert time_passes(file, an_act(at=night, catalogue=CITY)) is None
    assert types(time_passes(file, an_act(at=morning, catalogue=CITY))) == ["resident.reminded"]
