"""Finding the cases of a person, and what an auditor or supervisor reads about looks and contractors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casework.case_story import history, iso
from casework.looking import look_view
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.staff.agency_rights import agency_kind
from onestop.domain.staff.sight import Sight
from onestop.domain.time.penalties import EndedTask, penalty_statement, read_terms
from onestop.storage.cases.read_case import WholeFile, load_cases
from onestop.storage.cases.task_lists import ended_tasks
from onestop.storage.people.contact_details import cases_of_forms
from onestop.storage.staff.looks import Look

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import AuditTrail, ContractorReport
    from onestop.contracts.answers.staff_work import FoundCase
    from onestop.domain.catalogue.agency import GivenPenalty

MOST_CASES = 50
LOOKED_AT = 500
# of a contract that has none: what was late is listed all the same
NO_PENALTY: GivenPenalty = {"per_hour": 0, "currency": ""}


def cases_with(identities: Sequence[str], catalogue: Catalogue, language: str) -> list[FoundCase]:
    """The cases that somebody with an e-mail address or number brought, newest first: two calls, one more for a
    number. `identities` are its keyed hashes, in each form that it may have been kept in.

    Whoever answers the telephone may know that a case is there and how it stands; the rest needs a task on it.
    """
    found = cases_of_forms(identities, MOST_CASES)
    listed = sorted(load_cases(found), key=lambda case: case.opened_at, reverse=True)
    return [case_line(case, catalogue, language) for case in listed]


def case_line(case: Case, catalogue: Catalogue, language: str) -> FoundCase:
    return {
        "reference": case.reference,
        "status": case.status,
        "service_code": case.service,
        "service_name": catalogue.name_of("service", case.service, language),
        "agency": case.agency,
        "opened_at": case.opened_at.isoformat(),
        "due_at": iso(case.due_at),
    }


def audit_trail(whole: WholeFile, looks: list[Look], sight: Sight) -> AuditTrail:
    """Who saw a case and who did what to it, each with the moment."""
    return {
        "reference": whole.file.case.reference,
        "looks": [look_view(look) for look in looks],
        "acts": history(whole, sight),
    }


def contractor_report(agency: str, month: str, catalogue: Catalogue) -> ContractorReport:
    """What a contractor ended in a month, what of it late, and the penalty that follows from its contract."""
    if agency_kind(agency, catalogue) != "contractor":
        raise NotFound("There is no such contractor.", "agency")
    terms = catalogue.agencies[agency].get("penalty") or NO_PENALTY
    page = ended_tasks(agency, month, LOOKED_AT)
    ended = [
        EndedTask(agency=agency, reference=task.reference, task=task.id, due_at=task.due_at, ended_at=task.ended_at)
        for task in page.items
        if task.ended_at and task.status is TaskStatus.DONE
    ]
    statement = penalty_statement(agency, ended, read_terms(terms), catalogue.calendar_of(agency))
    return {
        "agency": agency,
        "month": month,
        "done": len(ended),
        "more": page.cursor is not None,
        "late": [
            {
                "reference": line.reference,
                "task": line.task,
                "due_at": line.due_at.isoformat(),
                "ended_at": line.ended_at.isoformat(),
                "hours_late": str(line.hours_late),
                "hours_charged": str(line.hours_charged),
                "amount": str(line.amount),
            }
            for line in statement.lines
        ],
        "total": str(statement.total),
        "currency": statement.currency,
    }
