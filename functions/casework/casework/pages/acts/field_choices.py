"""The choices of a form's field in words, with the deadline that follows from each, if one does."""

from __future__ import annotations

from datetime import datetime

from casework.pages.acts.fields import ActField
from casework.pages.acts.offers import act_of
from casework.pages.acts.words import FORM_TEXTS, PRIORITIES
from casework.pages.desk_request import DeskVisit
from casework.staff.colleagues import who_works
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.cases.tasks.task_handover import offered
from onestop.domain.time.dates import say_moment
from onestop.domain.time.promises import moved_on, task_due


def choices_of(visit: DeskVisit, file: CaseFile, task: Task | None, field: ActField) -> list[tuple[str, str]]:
    """Returns the choices of a field, in words; with the deadline that follows from each, if one does."""
    offer, language = visit.offer, visit.language
    if field.kind in ("agency", "agencies") and task:
        others = [code for code in offer.agencies if field.kind == "agencies" or code != task.agency]
        named = [
            (code, would_be_due(visit, offer.name_of("agency", code, language), due_there(visit, file, task, code)))
            for code in others
        ]
        return sorted(named, key=lambda each: each[1])
    if field.kind == "person" and task:
        known = who_works(task.agency)
        people = [(staff, name) for staff, name in known.items() if staff != visit.staff.id]
        return sorted(people, key=lambda each: each[1])
    if field.kind == "service":
        return sorted(
            ((code, offer.name_of("service", code, language)) for code in offer.services), key=lambda each: each[1]
        )
    if field.kind == "extra":
        service = file.case.service
        return [
            (
                planned.code,
                would_be_due(
                    visit,
                    task_name(offer, service, planned.code, language),
                    task_due(planned, planned.agency, visit.at, offer),
                ),
            )
            for planned in offered(file)
        ]
    if field.kind == "choice":
        return [(code, visit.say(PRIORITIES[code])) for code in field.choices]
    return []


def due_there(visit: DeskVisit, file: CaseFile, task: Task, agency: str) -> datetime:
    return moved_on(task, file.planned(task), agency, act_of(visit))


def would_be_due(visit: DeskVisit, name: str, due: datetime) -> str:
    return visit.say(FORM_TEXTS["would_be_due"]).format(name=name, due=say_moment_at_desk(visit, due))


def say_moment_at_desk(visit: DeskVisit, moment: datetime) -> str:
    return say_moment(moment, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at)
