"""Reports for auditors and supervisors: who saw a case and acted on it, and the penalty that a contractor owes for
lateness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.oversight.look_records import look_view
from casework.views.case_story import history
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.staff.agency_rights import agency_kind
from onestop.domain.staff.sight import Sight
from onestop.domain.time.penalties import ChargeableTask, penalty_statement, read_terms
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.cases.task_lists import ended_tasks
from onestop.storage.staff.looks import Look

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import AuditTrail, ContractorReport
    from onestop.domain.catalogue.agency import GivenPenalty

LOOKED_AT = 500
# used for a contractor without a contract: late work is still listed
NO_PENALTY: GivenPenalty = {"per_hour": 0, "currency": ""}


def audit_trail(whole: WholeFile, looks: list[Look], sight: Sight, *, more: bool) -> AuditTrail:
    """Returns who saw a case and who did what to it, each with the moment; `more` says that older looks are kept."""
    return {
        "reference": whole.file.case.reference,
        "looks": [look_view(look) for look in looks],
        "more": more,
        "acts": history(whole, sight),
    }


def contractor_report(agency: str, month: str, catalogue: Catalogue) -> ContractorReport:
    """Returns what a contractor ended in a month, which of it was late, and the penalty by its contract."""
    if agency_kind(agency, catalogue) != "contractor":
        raise NotFound("There is no such contractor.", "agency")
    terms = catalogue.agencies[agency].get("penalty") or NO_PENALTY
    page = ended_tasks(agency, month, LOOKED_AT)
    ended = [
        ChargeableTask(
            agency=agency, reference=task.reference, task=task.id, due_at=task.due_at, ended_at=task.ended_at
        )
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
