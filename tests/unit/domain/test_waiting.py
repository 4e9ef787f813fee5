"""A task waits for the resident, a date or another case: its clock stands still, and for the resident the case's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Case, CaseFile
from onestop.domain.cases.case_end import withdraw_case
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import add_note, ask_resident, take_in_words, tell_resident
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.cases.tasks.task_wait import LONGEST_WAIT, link_back, resume_waiting_task, wait_for_case, wait_until
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.errors import NotPossible, NotValid
from onestop.domain.people.proof import Proof
from onestop.domain.time.timers import time_passes
from tests.builders import (
    NOW,
    PERSON,
    a_case,
    a_catalogue,
    a_file,
    a_plan,
    a_planned_task,
    a_reference,
    a_routed_file,
    a_service,
    an_act,
    once_kept,
)

PROMISING = a_catalogue(a_service(targets={"acknowledge_hours": 2, "first_action_hours": 4}))
TWO = a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")])
OTHER = a_reference(3)


def after_hours(hours: float, by: str = "staff:7", **fields: Any) -> Act:
    return an_act(by=by, at=NOW + timedelta(hours=hours), **fields)


def kept(change: Change | None) -> Change:
    assert change is not None
    return change


def asked(hours: float = 2, **fields: Any) -> CaseFile:
    file = a_routed_file(**fields)
    return once_kept(file, ask_resident(file, after_hours(hours), "01", "Which side of the street?"))


def test_a_question_is_kept_in_words_and_told_without_them() -> None:
    change = ask_resident(a_routed_file(), after_hours(2), "01", "Which side?")
    assert (change.contact.text, change.contact.direction, change.contact.task) == ("Which side?", "out", "01")  # type: ignore[union-attr]
    assert [event.type for event in change.events] == ["task.waiting", "resident.asked"]
    assert "Which" not in repr(change.events)
    assert (change.tasks[0].status, change.tasks[0].waits_for) == (TaskStatus.WAITING, "resident")


@pytest.mark.parametrize("channel", ["web", "email", "sms", "phone", "letter"])
def test_an_answer_on_whatever_channel_makes_the_task_go_on(channel: str) -> None:
    change = take_in_words(asked(), after_hours(50, by="resident"), "The left one.", channel)
    assert [event.type for event in change.events] == ["contact.received", "task.resumed"]
    [task] = change.tasks
    assert (task.status, task.waits_for, task.waiting_since) == (TaskStatus.OPEN, None, None)
    assert (change.contact.channel, change.contact.by, change.contact.direction) == (channel, "resident", "in")  # type: ignore[union-attr]


def test_the_clock_of_the_task_stands_still_while_we_wait() -> None:
    [task] = take_in_words(asked(2), after_hours(50, by="resident"), "Left.", "web").tasks
    assert task.due_at == NOW + timedelta(hours=8 + 48)


def test_the_clock_of_the_case_stands_still_while_we_wait() -> None:
    file = asked(2, act=an_act(catalogue=PROMISING))
    assert file.case.waiting_since == NOW + timedelta(hours=2)
    assert file.case.wake_at == NOW + timedelta(hours=2, days=7)  # the reminder, and no promise
    heard = take_in_words(file, after_hours(50, by="resident", catalogue=PROMISING), "Left.", "web").case
    assert (heard.waiting_since, heard.due_at) == (None, NOW + timedelta(hours=48 + 48))
    assert heard.targets == {"resolve": NOW + timedelta(hours=48 + 48)}


def test_no_promise_is_broken_while_we_wait() -> None:
    assert time_passes(asked(2), an_act(at=NOW + timedelta(days=6))) is None


def test_a_first_action_is_not_owed_while_the_resident_has_to_do_their_part() -> None:
    plan = a_plan([a_planned_task(done_by=DoneBy.RESIDENT)], [a_planned_task(code="check")])
    file = a_routed_file(plan, act=an_act(catalogue=PROMISING))
    assert file.case.waiting_since == NOW
    done = end_task(file, after_hours(100, by="resident", catalogue=PROMISING), "01", TaskStatus.DONE)
    assert done.case.targets["first_action"] == NOW + timedelta(hours=104)


def test_a_promise_that_was_broken_before_the_question_stays_broken() -> None:
    file = asked(50)
    answered = once_kept(file, take_in_words(file, after_hours(90, by="resident"), "Left.", "web"))
    assert answered.case.due_at == NOW + timedelta(hours=48)
    assert kept(time_passes(answered, an_act(at=NOW + timedelta(hours=91)))).case.missed == ("resolve",)


def test_a_task_that_was_late_before_the_question_is_as_late_after_it() -> None:
    [task] = take_in_words(asked(10), after_hours(50, by="resident"), "Left.", "web").tasks
    assert task.due_at == NOW + timedelta(hours=8)


def test_the_case_waits_until_the_last_of_its_questions_is_answered() -> None:
    file = a_routed_file(TWO)
    file = once_kept(file, ask_resident(file, after_hours(1), "01", "Which side?"))
    file = once_kept(file, ask_resident(file, after_hours(2), "02", "Which sign?"))
    file = once_kept(file, resume_waiting_task(file, after_hours(5), "01"))
    assert file.case.waiting_since == NOW + timedelta(hours=1)
    file = once_kept(file, resume_waiting_task(file, after_hours(11), "02"))
    assert file.case.due_at == NOW + timedelta(hours=48 + 10)


def test_one_answer_resumes_every_task_that_waits_for_it_and_no_other() -> None:
    plan = a_plan([a_planned_task(code=code) for code in ("a", "b", "c")])
    file = a_routed_file(plan)
    for task in ("01", "02"):
        file = once_kept(file, ask_resident(file, after_hours(1), task, "Which?"))
    file = once_kept(file, wait_until(file, after_hours(1), "03", NOW + timedelta(days=3), "Frost."))
    file = once_kept(file, take_in_words(file, after_hours(2, by="resident"), "This.", "web"))
    assert [task.status for task in file.tasks] == ["open", "open", "waiting"]


def test_words_alone_do_not_do_the_residents_part() -> None:
    file = a_routed_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT)]))
    change = take_in_words(file, after_hours(1, by="resident"), "I will.", "web")
    assert [(task.status, task.heard_at) for task in change.tasks] == [("waiting", NOW + timedelta(hours=1))]
    assert change.case.waiting_since == NOW
    assert resume_waiting_task(file, after_hours(1), "01") is None


def test_what_the_resident_tells_unasked_is_kept_and_noted_by_who_has_the_task_and_changes_nothing_else() -> None:
    file, later = a_routed_file(), after_hours(1, by="resident")
    change = take_in_words(file, later, "It grows.", "web")
    assert [event.type for event in change.events] == ["contact.received"]
    assert change.tasks == (replace(file.tasks[0], heard_at=later.at),)
    assert take_in_words(file, later, "It grows.", "email", proof=Proof.STRANGER).tasks == ()


def test_a_closed_case_hears_nothing() -> None:
    file = a_routed_file()
    closed = once_kept(file, withdraw_case(file, after_hours(1), "It is gone."))
    with pytest.raises(NotPossible, match="closed"):
        take_in_words(closed, after_hours(2, by="resident"), "Hello?", "web")


def test_who_left_no_address_cannot_be_asked() -> None:
    with pytest.raises(NotPossible, match="left no address"):
        ask_resident(a_routed_file(case=a_case()), after_hours(1), "01", "Which?")


def test_the_triage_desk_may_ask_before_it_decides() -> None:
    file = a_file(case=a_case(person=PERSON))
    file = once_kept(file, triage(file, Reason("no_match"), an_act()))
    file = once_kept(file, ask_resident(file, after_hours(1), "01", "What is it?"))
    assert (file.tasks[0].status, file.case.status) == (TaskStatus.WAITING, Status.TRIAGE)
    file = once_kept(file, take_in_words(file, after_hours(25, by="resident"), "A hole.", "web"))
    assert file.tasks[0].due_at == NOW + timedelta(hours=4 + 24)
    assert file.case.pauses == ((NOW + timedelta(hours=1), NOW + timedelta(hours=25)),)


def test_a_wait_before_routing_is_not_counted_either() -> None:
    since = NOW - timedelta(days=4)
    waited = ((since, since + timedelta(days=3)),)
    case: Case = a_case(opened_at=since, pauses=waited, person=PERSON, status=Status.TRIAGE)
    assert a_routed_file(case=case).case.due_at == since + timedelta(hours=48, days=3)


def test_a_task_that_waits_already_is_not_asked_about_again() -> None:
    with pytest.raises(NotPossible, match="waits"):
        ask_resident(asked(), after_hours(3), "01", "And which colour?")


def test_a_wait_ends_early_when_staff_resume_the_task() -> None:
    file = a_routed_file()
    file = once_kept(file, wait_until(file, after_hours(1), "01", NOW + timedelta(days=9), "Frost."))
    assert (file.tasks[0].timer, file.tasks[0].waits_until) == ("resume", NOW + timedelta(days=9))
    change = kept(resume_waiting_task(file, after_hours(5), "01"))
    [task] = change.tasks
    assert (task.status, task.waits_until, task.due_at) == (TaskStatus.OPEN, None, NOW + timedelta(hours=12))
    assert task.timer == "warn"


def test_a_date_does_not_stop_the_clock_of_the_case() -> None:
    change = wait_until(a_routed_file(), after_hours(1), "01", NOW + timedelta(days=9), "Frost.")
    assert (change.case.waiting_since, change.case.due_at) == (None, NOW + timedelta(hours=48))
    assert change.case.wake_at == NOW + timedelta(hours=48)


@pytest.mark.parametrize("until", [NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=1, seconds=1) + LONGEST_WAIT])
def test_a_wait_ends_within_a_year(until: Any) -> None:
    with pytest.raises(NotValid, match="until"):
        wait_until(a_routed_file(), after_hours(1), "01", until, "Frost.")


def test_what_does_not_wait_is_not_resumed() -> None:
    assert resume_waiting_task(a_routed_file(), after_hours(1), "01") is None


def test_a_task_waits_for_another_case_and_both_know() -> None:
    file, other = a_routed_file(), a_routed_file(case=a_case(reference=OTHER))
    mine = wait_for_case(file, after_hours(1), "01", OTHER, "They dig there.")
    assert [(link.reference, link.kind, link.task) for link in mine.case.links] == [(OTHER, "awaits", "01")]
    assert (mine.tasks[0].child, mine.tasks[0].timer) == (OTHER, None)
    theirs = link_back(other, after_hours(1), file.case.reference, "01")
    assert [(link.kind, link.task) for link in theirs.case.links] == [("awaited", "01")]
    again = kept(resume_waiting_task(once_kept(file, mine), after_hours(7), "01")).tasks[0]
    assert (again.child, again.due_at) == (None, NOW + timedelta(hours=14))


def test_a_case_does_not_wait_for_itself() -> None:
    file = a_routed_file()
    with pytest.raises(NotValid, match="itself"):
        wait_for_case(file, after_hours(1), "01", file.case.reference, "x")


def test_two_cases_do_not_wait_for_each_other() -> None:
    file = a_routed_file()
    waiting = once_kept(file, wait_for_case(file, after_hours(1), "01", OTHER, "They dig."))
    with pytest.raises(NotPossible, match="neither would ever end"):
        link_back(waiting, after_hours(2), OTHER, "01")


def test_nobody_waits_for_a_case_that_has_ended() -> None:
    for status in (Status.RESOLVED, Status.CLOSED):
        with pytest.raises(NotPossible, match=f"is {status} already"):
            link_back(a_file(case=a_case(status=status)), after_hours(1), OTHER, "01")


def test_an_agency_may_finish_a_task_while_it_waits() -> None:
    change = end_task(asked(), after_hours(3), "01", TaskStatus.DONE)
    [task] = change.tasks
    assert (task.status, task.timer, task.waits_for, change.case.waiting_since) == (TaskStatus.DONE, None, None, None)


def test_a_note_is_for_staff_and_a_message_for_the_resident() -> None:
    note = add_note(a_routed_file(), after_hours(1), "Mind the dog.")
    assert (note.note.text, note.contact, note.events[0].type) == ("Mind the dog.", None, "note.added")  # type: ignore[union-attr]
    message = tell_resident(a_routed_file(), after_hours(1), "We come tomorrow.")
    assert (message.contact.direction, message.events[0].type) == ("out", "contact.sent")  # type: ignore[union-attr]
    assert message.case.waiting_since is None
