"""Checks who may use the triage desk: its pages show needs that nobody else may see yet."""

from __future__ import annotations

from casework.pages.desk_request import DeskVisit
from onestop.domain.errors import NotAllowed


def check_at_triage(visit: DeskVisit) -> str:
    """Returns the agency of the triage desk, for staff who work there or read everything; refuses all others."""
    desk = visit.offer.jurisdiction["triage_agency"]
    if not (visit.staff.reads_all or visit.staff.works_for(desk)):
        raise NotAllowed("Only the triage desk sees what nobody has decided about yet.", "agency")
    return desk
