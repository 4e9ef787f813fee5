"""What is said on a case: what staff ask and note, what the resident answers, and whether it counts as theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile, Contact, Task
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.danger import endanger
from onestop.domain.cases.events import (
    ContactConfirmed,
    ContactReceived,
    ContactSent,
    Event,
    NoteAdded,
    ResidentAsked,
    TaskCompleted,
)
from onestop.domain.cases.events import TaskWaiting as Waiting
from onestop.domain.cases.lifecycle import Direction, Status, TaskStatus, WaitsFor
from onestop.domain.cases.tasks.task_end import end_task, end_task_as, entry_id, find_task, note_about
from onestop.domain.cases.tasks.task_handover import check_in_hand
from onestop.domain.cases.tasks.task_wait import pause, resume_task, resumption
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof, counts
from onestop.domain.time.promises import with_reminder_timer
from onestop.domain.time.targets import change_by, clock_fields
from onestop.domain.visible_words import shows_something


def ask_resident(file: CaseFile, act: Act, task_id: str, question: str) -> Change:
    """Asks the resident for something that a task needs; their answer, on whatever channel, makes the task continue."""
    task = find_task(file, task_id)
    if task.code != TRIAGE_TASK:
        check_in_hand(task)
    if file.case.person is None:
        raise NotPossible("The resident left no address, so nobody can be asked. Decide with what is known.", "task")
    waiting = pause(task, act, WaitsFor.RESIDENT)
    contact = with_words(file, act, Direction.OUT, "onestop", question, task.id)
    events = (
        Waiting(task=task.id, code=task.code, agency=task.agency, waits_for=WaitsFor.RESIDENT, until=None),
        ResidentAsked(task=task.id, contact=contact.id),
    )
    kept = with_reminder_timer(waiting, act)
    return change_by(act, file, *events, tasks=(kept,), contact=contact)


def take_in_words(
    file: CaseFile,
    act: Act,
    words: str,
    channel: str,
    *,
    proof: Proof = Proof.PROVEN,
    answers: bool = True,
    arrival: str | None = None,
    hazard: str | None = None,
    chosen: str | None = None,
) -> Change:
    """Takes in what somebody tells us. Every agency on the case sees it, and tasks that waited for an answer continue:
    not if we do not know that the resident is speaking, nor if it `answers` nothing.

    `hazard` is the danger named; `chosen` the service that the words mean, if we asked which one it is.
    """
    if file.case.status is Status.CLOSED:
        raise NotPossible("This case is closed. If the need is still there, have it reopened.", "status")
    going_on = with_answer(file, act, chosen=None if hazard else chosen) if answers and counts(proof) else ()
    kept = () if proof is Proof.STRANGER else with_resident_heard(file, going_on, act)
    contact = replace(with_words(file, act, Direction.IN, channel, words), proof=proof, arrival=arrival)
    events: tuple[Event, ...] = (
        ContactReceived(contact=contact.id, proof=proof.value),
        *map(answer_event, going_on),
    )
    fields = clock_fields(file, act, kept)
    if hazard:
        endangered = endanger(file, act, hazard, kept)
        events, kept, fields = (*events, *endangered.events), endangered.tasks, fields | endangered.fields
    return change_by(act, file, *events, tasks=kept, contact=contact, **fields)


def confirm_words(file: CaseFile, act: Act, claimed: Contact, chosen: str | None = None) -> Change:
    """Records that claimed words are the resident's, as they say: the words count as theirs, with the effect that they
    would have had. A question that we asked only afterwards stays open. `chosen` as in `take_in_words`."""
    if file.case.status is Status.CLOSED:
        raise NotPossible("This case is closed. If the need is still there, have it reopened.", "status")
    if claimed.proof is not Proof.CLAIMED:
        raise NotPossible("There is nothing to confirm about this message.", "contact")
    kept = with_answer(file, act, claimed.at, chosen)
    contact = replace(claimed, proof=Proof.PROVEN, confirmed_at=act.at)
    events: tuple[Event, ...] = (ContactConfirmed(contact=contact.id), *map(answer_event, kept))
    return change_by(act, file, *events, tasks=kept, contact=contact)


def with_answer(
    file: CaseFile, act: Act, spoken: datetime | None = None, chosen: str | None = None
) -> tuple[Task, ...]:
    """Returns the tasks that wait for the resident, continuing; only those that waited already when they spoke. A task
    that waited to hear which service is meant is done once that is `chosen`."""
    return tuple(
        end_task_as(task, TaskStatus.DONE, act, decided_service=chosen)
        if chosen and task.offered
        else resume_task(file, task, act)
        for task in file.open_tasks()
        if task.waits_for is WaitsFor.RESIDENT
        and task.done_by != DoneBy.RESIDENT
        and (spoken is None or task.waiting_since is None or task.waiting_since <= spoken)
    )


def answer_event(task: Task) -> Event:
    """Returns the event of a task that waited for an answer, once there is one."""
    if not task.ended:
        return resumption(task)
    return TaskCompleted(task=task.id, code=task.code, agency=task.agency, chosen=task.decided_service)


def with_resident_heard(file: CaseFile, going_on: tuple[Task, ...], act: Act) -> tuple[Task, ...]:
    """Returns the tasks in hand, each noting that the resident spoke: lists show their owners that there is an
    answer."""
    in_hand = {task.id for task in file.open_tasks()}
    return tuple(replace(task, heard_at=act.at) for task in after(file, going_on) if task.id in in_hand)


def add_note(file: CaseFile, act: Act, text: str, task: str | None = None) -> Change:
    """Keeps a note of staff for other staff."""
    note = note_about(file, act, "note", text, task)
    return change_by(act, file, NoteAdded(note_id=note.id), note=note)


def tell_resident(file: CaseFile, act: Act, text: str) -> Change:
    """Tells the resident something, without waiting for an answer."""
    contact = with_words(file, act, Direction.OUT, "onestop", text)
    return change_by(act, file, ContactSent(contact=contact.id), contact=contact)


def follow_up_done(file: CaseFile, act: Act, task_id: str, text: str) -> Change:
    """Records that a supervisor has followed up what the resident says did not go well, and tells them what was done
    about it."""
    if not shows_something(text):
        raise NotValid(Fault("note", "the resident is told what was done, and nothing is said", "a sentence or two"))
    contact = with_words(file, act, Direction.OUT, "onestop", text, task_id)
    told = ContactSent(contact=contact.id)
    return replace(end_task(file, act, task_id, TaskStatus.DONE, note=text, before=(told,)), contact=contact)


def with_words(
    file: CaseFile, act: Act, direction: Direction, channel: str, text: str, task: str | None = None
) -> Contact:
    by = Actor.RESIDENT if direction is Direction.IN and act.by == Actor.RESIDENT else act.by
    return Contact(id=entry_id(file), at=act.at, by=by, direction=direction, channel=channel, text=text, task=task)
