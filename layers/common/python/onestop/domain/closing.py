"""How a case ends once its work is done: the resident is asked how it went, may answer, and the case is closed."""

from __future__ import annotations

from datetime import datetime

from onestop.domain.cases import RESIDENT, SYSTEM, Case, Change, changed
from onestop.domain.errors import NotPossible
from onestop.domain.events import CaseClosed, SurveyAnswered, SurveyInvited
from onestop.domain.lifecycle import Status, move


def invite(case: Case, at: datetime) -> Change:
    """Asks the resident how it went."""
    if case.status is not Status.RESOLVED or not case.survey:
        raise NotPossible("Only a resolved case with a survey can be asked about.", "status")
    return changed(case, SurveyInvited(survey=case.survey), at=at, by=SYSTEM)


def answer(case: Case, scores: tuple[tuple[str, int], ...], at: datetime) -> Change:
    """Records the resident's scores."""
    if case.status is not Status.RESOLVED or not case.survey:
        raise NotPossible(
            "This survey is not open: either the case is not resolved yet, or its time has passed.", "status"
        )
    return changed(case, SurveyAnswered(survey=case.survey, scores=scores), at=at, by=RESIDENT)


def close(case: Case, because: str, at: datetime) -> Change:
    """Ends the case."""
    return changed(case, CaseClosed(because=because), at=at, by=SYSTEM, status=move(case.status, Status.CLOSED))
