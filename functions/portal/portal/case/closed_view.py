"""How a case ended, as its page says it: why, until when it can be reopened, and in which case it continues."""

from __future__ import annotations

from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date
from onestop.domain.time.promises import reopen_by
from onestop.runtime.clock import now
from onestop.storage.cases.read_case import load_file
from portal.texts import CASE

MOST_JOINS = 10  # steps from a case to the one it was joined with, and so on
TOLD_APART = (CloseReason.WITHDRAWN, CloseReason.NO_ANSWER, CloseReason.MERGED)


def why_closed(case: Case, catalogue: Catalogue, language: str) -> str | None:
    """Why a closed case is closed; None for one that is not."""
    if case.status is not Status.CLOSED:
        return None
    return catalogue.say(CASE[f"closed_{case.because if case.because in TOLD_APART else 'done'}"], language)


def reopen_until(case: Case, catalogue: Catalogue, language: str) -> str | None:
    """The last day on which a closed case can be reopened; None if there is no such day, or it has passed."""
    if not case.closed_at or case.merged_into:
        return None
    last = reopen_by(case.closed_at, catalogue)
    return say_date(last, catalogue.jurisdiction["time_zone"], language) if last >= now() else None


def joint_status(case: Case, catalogue: Catalogue, language: str) -> str | None:
    """The status of the case in which this one continues; None if it was not joined with another.

    The other case is somebody else's, so only its status is shown.
    """
    if not case.merged_into:
        return None
    for _ in range(MOST_JOINS):
        if not case.merged_into:
            break
        case = load_file(case.merged_into).case
    return catalogue.say(STATUS_WORDS[case.status], language)
