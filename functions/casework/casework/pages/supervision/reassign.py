"""Reassigns tasks of one person to others: many at once, each by the same act as a single one, each with its own
result."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from chalice.app import Response

from casework.acts.bulk import do_all
from casework.pages.acts.away_warning import away_at, say_away
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.rows import task_name
from casework.pages.inbox.texts import PRIORITY_NAMES
from casework.pages.supervision.page import ACT, HOME, colleagues_for, frame_of, holder_name, say_when, supervised
from casework.pages.supervision.texts import COUNTED, TEXTS
from casework.staff.accounts import names
from casework.staff.colleagues import who_works
from casework.views.urgency import is_overdue
from casework.views.workload import workload_of
from onestop.contracts.staff import MOST_AT_ONCE, BulkBody, BulkItem
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Task
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.task_lists import own_tasks, unassigned_tasks

NOBODY = "nobody"
ITEM = re.compile(r"([0-9A-Z-]{16})/([0-9]{2,4})")


@dataclass(frozen=True, slots=True)
class ReassigningResult:
    """The results of a selection: how many were given, and which of the others were refused and why."""

    many: int
    refused: tuple[tuple[str, str], ...]


@page("GET", f"{HOME}/tasks", ACT)
def show_tasks(visit: DeskVisit) -> Response:
    """Shows the tasks of one person of an agency, or unassigned ones, with who may get them."""
    agency = supervised(visit, visit.asked("agency"))
    return show_selection(visit, agency, visit.asked("of"))


@page("POST", f"{HOME}/tasks", ACT)
def give_tasks(visit: DeskVisit) -> Response:
    """Gives the chosen tasks; if the new owner is away, only after a warning was read."""
    form = visit.form
    agency, holder, to = supervised(visit, form.text("agency")), form.text("of"), form.text("to")
    items = [found.groups() for text in form.texts("item") if (found := ITEM.fullmatch(text))][:MOST_AT_ONCE]
    choices = dict(choices_for(visit, agency))
    wrong = [field for field, missing in (("item", not items), ("to", to not in choices)) if missing]
    if wrong:
        return show_selection(visit, agency, holder, [(field, visit.say(TEXTS[f"{field}_wrong"])) for field in wrong])
    away = away_at(visit, agency, to)
    if away and not form.text("all_the_same"):
        return show_selection(visit, agency, holder, warning=say_away(away, {**names(), **choices}, visit))
    body = BulkBody(
        action="assignment",
        items=[BulkItem(reference=reference, task=task) for reference, task in items],
        body={"assignee": None if to == NOBODY else to},
    )
    act = Act(visit.offer, visit.at, visit.staff.actor, new_reference)
    answers = do_all(visit.staff, act, body, form.text("key") or None)
    refused = tuple((each["reference"], str(each["problem"]["detail"])) for each in answers if each["status"] != 200)
    return show_selection(visit, agency, holder, given=ReassigningResult(len(answers) - len(refused), refused))


def show_selection(
    visit: DeskVisit,
    agency: str,
    holder: str,
    errors: list[tuple[str, str]] | None = None,
    *,
    warning: str = "",
    given: ReassigningResult | None = None,
) -> Response:
    read = own_tasks(holder, MOST_AT_ONCE) if holder else unassigned_tasks(agency, MOST_AT_ONCE)
    tasks = [task for task in read.items if task.agency == agency]
    chosen = set(visit.form.texts("item")) if given is None else set()
    return show(
        visit,
        "supervision/reassign.html",
        f"{visit.say(TEXTS['reassign'])}: {holder_name(holder or None, names(), visit)}",
        TEXTS,
        400 if errors else 200,
        errors=errors,
        **frame_of(visit, agency),
        holder=holder,
        lines=[(task, line_of(task, visit)) for task in tasks],
        more=read.cursor is not None,
        chosen=chosen,
        to=visit.form.text("to") if given is None else "",
        choices=[each for each in choices_for(visit, agency) if each[0] != (holder or NOBODY)],
        warning=warning,
        given=visit.say_count(COUNTED["given"], given.many) if given else "",
        refused=given.refused if given else (),
        key=secrets.token_urlsafe(24),
    )


def line_of(task: Task, visit: DeskVisit) -> Mapping[str, object]:
    """Returns a task as a row, without words of the resident, so that it is not a look."""
    return {
        "value": f"{task.reference}/{task.id}",
        "service": visit.offer.name_of("service", task.service, visit.language)
        or task_name(task.service, task.code, visit.offer, visit.language),
        "priority": visit.say(PRIORITY_NAMES[task.priority]),
        "due": say_when(task.due_at, visit),
        "late": is_overdue(task, visit.at),
    }


def choices_for(visit: DeskVisit, agency: str) -> list[tuple[str, str]]:
    """Returns who may get tasks of an agency: its people, others who have some of its tasks, or nobody."""
    known = colleagues_for(workload_of(agency, visit.at), who_works(agency))
    return [*known, (NOBODY, visit.say(TEXTS["nobody"]))]
