"""The forms of the acts that somebody may do on a case now: each form is tried with example values, by the rules
themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from casework.acts.carry_out import asked_by
from casework.acts.possible_acts import ANOTHER, try_act
from casework.pages.acts.fields import ActField, fields_for
from casework.pages.acts.table import FORMS, ActForm
from casework.pages.desk_request import DeskVisit
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.tasks.task_handover import extras
from onestop.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from onestop.domain.staff.permissions import may
from onestop.domain.staff.sight import Sight
from onestop.runtime.randomness import new_reference

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedAct:
    """A form that would be accepted now, of a task or of the case as a whole. `change` is what it would change, if
    nothing needs to be filled in."""

    form: ActForm
    task: Task | None
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOn:
    """The things on which a form is tried: the case, the task and who acts."""

    visit: DeskVisit
    file: CaseFile
    task: Task | None


def act_of(visit: DeskVisit) -> Act:
    """Returns who acts, when, and by which catalogue."""
    return Act(visit.offer, visit.at, visit.staff.actor, new_reference)


def offers_on(visit: DeskVisit, file: CaseFile, sight: Sight) -> list[OfferedAct]:
    """Returns the forms of the tasks that are theirs, then those of the case, each in the order of the table."""
    own = [task for task in sight.tasks if not task.ended and visit.staff.works_for(task.agency)]
    places = [(task, True) for task in own] + [(None, False)] if sight.may_act else []
    return [
        offer
        for task, on_task in places
        for form in FORMS.values()
        if form.on_task == on_task and (offer := offer_of(form, TriedOn(visit=visit, file=file, task=task)))
    ]


def offer_of(form: ActForm, standing: TriedOn) -> OfferedAct | None:
    """Returns a form with what it would change, or None if it would be refused whatever is filled in."""
    if not may(standing.visit.staff.roles, form.act):
        return None
    try:
        change = try_form(form, {**filled_for_trial(form, standing), **form.fixed}, standing)
    except NotValid:  # the values are for the person to fill in
        return OfferedAct(form=form, task=standing.task, change=None)
    except (NotAllowed, NotFound, NotPossible):
        return None
    return OfferedAct(form=form, task=standing.task, change=change) if change else None


def try_form(form: ActForm, sent: Mapping[str, Any], standing: TriedOn) -> Change | None:
    """Returns what a form would change with these values; raises what doing it would raise."""
    try:
        body = msgspec.convert(dict(sent), form.kind)
    except msgspec.ValidationError:
        raise NotValid from None
    visit, task = standing.visit, standing.task
    return try_act(form.act, standing.file, asked_by(visit.staff, act_of(visit), body, task.id if task else ""))


def filled_for_trial(form: ActForm, standing: TriedOn) -> dict[str, Any]:
    """Returns an example value for each required field, chosen so that the act succeeds if any value could."""
    return {field.name: TRIED[field.kind](standing, field) for field in fields_for(form) if field.required}


def another_agency(standing: TriedOn, field: ActField) -> str:
    """Returns an agency that a task could go to: one that has not had it."""
    task = standing.task
    had = {task.agency, *task.been_at} if task else set()
    known = standing.visit.offer.agencies
    return next((code for code in known if code not in had), next(iter(known)))


def later(standing: TriedOn, field: ActField) -> str:
    due: datetime | None = standing.file.case.due_at
    return (max(standing.visit.at, due or standing.visit.at) + DAY).isoformat()


def another_choice(standing: TriedOn, field: ActField) -> str:
    return next(choice for choice in field.choices if choice != standing.file.case.priority)


TRIED: Mapping[str, Callable[[TriedOn, ActField], Any]] = {
    "area": lambda standing, field: "-",
    "line": lambda standing, field: "-",
    "person": lambda standing, field: "somebody else",
    "reference": lambda standing, field: ANOTHER,
    "agency": another_agency,
    "agencies": lambda standing, field: list(standing.visit.offer.agencies)[:2],
    "moment": later,
    "choice": another_choice,
    "extra": lambda standing, field: next(iter(extras(standing.file)), "none"),
    "service": lambda standing, field: next(iter(standing.visit.offer.services)),
    "results": lambda standing, field: {},
}
