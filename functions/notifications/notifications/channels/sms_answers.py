"""What a short reply to a text message would answer: kept before the message is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from notifications.event_message import EventMessage
from onestop.domain.cases.case import CaseFile
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.people.person import Person
from onestop.domain.surveys.who_is_asked import answers_until
from onestop.domain.time.promises import answer_by
from onestop.storage.incoming.talks import PendingQuestion, Talk, change_talk, with_question_asked

KINDS: Mapping[str, str] = {
    "resident-asked": "question",
    "service-asked": "question",
    "resident-task": "task",
    "resident-reminded": "question",
    "survey-invited": "survey",
}


def note_question_asked(
    talk: Talk, letter: str, event: EventMessage, file: CaseFile, person: Person, catalogue: Catalogue, at: datetime
) -> None:
    """Keeps what a letter asks, so that a reply of "5" or "on the left" finds its case; nothing for a letter that asks
    nothing."""
    asked = what_it_asks(letter, event, file, catalogue, at)
    if asked is not None:
        change_talk(talk, lambda known: replace(with_question_asked(known, asked, at), spoken=person.language), at)


def what_it_asks(
    letter: str, event: EventMessage, file: CaseFile, catalogue: Catalogue, at: datetime
) -> PendingQuestion | None:
    """The question of a letter, and until when we wait for its answer; None if it asks nothing."""
    kind, reference = KINDS.get(letter), file.case.reference
    if kind is None:
        return None
    if kind == "survey":
        answered_by = answers_until(at, catalogue.surveys.get(file.case.survey or ""))
        return PendingQuestion(kind=kind, until=answered_by, reference=reference, choices=(file.case.survey or "",))
    task = next((task for task in file.tasks if task.id == event["data"].get("task")), None)
    since = task.waiting_since if task and task.waiting_since else at
    if task and task.done_by == DoneBy.RESIDENT:
        kind = "task"
    until = task.waits_until if task else None
    return PendingQuestion(kind=kind, until=until or answer_by(since, catalogue), reference=reference)
