"""A case as a line of the list that partners read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.cases.case import Case

if TYPE_CHECKING:
    from onestop.contracts.answers.public import CaseLine


def case_line(case: Case) -> CaseLine:
    """No personal data and no free text."""
    return {
        "reference": case.reference,
        "service_code": case.service,
        "status": case.status,
        "channel": case.channel,
        "priority": case.priority,
        "opened_at": case.opened_at.isoformat(),
        "updated_at": case.updated_at.isoformat(),
    }
