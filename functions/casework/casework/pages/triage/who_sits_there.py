"""Who sits at the triage desk: its pages show what nobody else may know of yet."""

from __future__ import annotations

from casework.pages.desk_request import DeskVisit
from onestop.domain.errors import NotAllowed


def check_at_triage(visit: DeskVisit) -> str:
    """The agency of the triage desk, for who works there, or reads everything; refuses all others."""
    desk = visit.offer.jurisdiction["triage_agency"]
    if not (visit.staff.reads_all or visit.staff.works_for(desk)):
        raise NotAllowed("Only the triage desk sees what nobody has decided about yet.", "agency")
    return desk
