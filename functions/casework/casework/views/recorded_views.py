"""Lists and cases that staff look at, for the API and for the desk. Each look is recorded before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casework.acts.carry_out import check_sees
from casework.oversight.look_records import agency_of_look, note_page
from casework.views.case_for_staff import case_view, needs_person, task_view
from casework.views.task_lists import Search, find_tasks
from onestop.domain.cases.case import Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person
from onestop.domain.staff.sight import Sight, line_fields
from onestop.runtime.identity import Staff
from onestop.storage.cases.letters_and_people import letters_and_person
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.letters.notifications import Notification, notifications_of
from onestop.storage.people.contact_details import load_person
from onestop.storage.staff.looks import Look, keep_look

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import StaffCase
    from onestop.contracts.answers.staff_work import TaskLine, TaskList


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """The reader: who looks, when, by which catalogue, and in which language."""

    staff: Staff
    at: datetime
    catalogue: Catalogue
    language: str


def line(task: Task, looker: Looker) -> TaskLine:
    """Returns a single task as a member of staff sees it."""
    staff, catalogue = looker.staff, looker.catalogue
    return task_view(task, line_fields(task, staff.agencies, staff.roles, catalogue), catalogue, looker.language)


def line_of_act(task: Task, looker: Looker) -> TaskLine:
    """Returns a task after an act on it, without words of its resident, so that the answer is not a look."""
    return task_view(task, frozenset(), looker.catalogue, looker.language)


def see_tasks(
    looker: Looker,
    view: str,
    agency: str | None,
    search: Search,
    limit: int,
    cursor: str | None,
    *,
    where: str = "list",
    pages: int = 1,
) -> TaskList:
    """Returns one page of a list, or several as one, the earliest deadline first: a Query for each, and one PutItem if
    it shows words of residents. `where` says whether it is shown or exported (`export`)."""
    tasks: list[TaskLine] = []
    for _ in range(pages):
        page = find_tasks(view, looker.staff, agency or "", looker.at, search, limit, cursor, looker.catalogue)
        tasks += (line(task, looker) for task in page.items)
        cursor = page.cursor
        if cursor is None:
            break
    note_page(looker.staff, agency, tasks, looker.at, where)
    return {"agency": agency, "tasks": tasks, "cursor": cursor}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCase:
    """A case that somebody looks at, with what was read for them and how much of it they see."""

    whole: WholeFile
    sight: Sight
    person: Person | None
    letters: list[Notification]


def look_at_case(looker: Looker, reference: str) -> SeenCase:
    """Reads a case with everything that the work on it needs: a Query, the look, and one call for the letters and
    the person if they may be seen. Raises NotFound for a case that they may not see."""
    whole = load_whole(reference)
    sight = check_sees(looker.staff, whole.file, looker.catalogue, looker.at)
    known = whole.file.case.reference
    agency = agency_of_look(looker.staff, whole.file.tasks)
    keep_look(known, Look(at=looker.at, by=looker.staff.actor, fields=tuple(sorted(sight.fields)), agency=agency))
    person_id = whole.file.case.person if needs_person(whole.file, sight) else None
    person, letters = None, list[Notification]()
    if person_id and sight.full:
        letters, person = letters_and_person(known, whole.events, person_id)
    elif person_id:
        person = load_person(person_id)
    elif sight.full:
        letters = notifications_of(known)
    return SeenCase(whole=whole, sight=sight, person=person, letters=letters)


def see_case(looker: Looker, reference: str) -> StaffCase:
    """Returns a case as the API shows it."""
    return view_of(look_at_case(looker, reference), looker)


def view_of(seen: SeenCase, looker: Looker) -> StaffCase:
    """Returns what somebody sees of a case that was read for them."""
    return case_view(seen.whole, seen.person, seen.letters, looker.staff, seen.sight, looker.catalogue, looker.language)
