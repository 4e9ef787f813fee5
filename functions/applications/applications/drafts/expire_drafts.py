"""What happens to drafts as time passes: anyone who gave an address is reminded a week before a draft expires, and an
expired draft is erased. DynamoDB would delete it too, but days later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from applications.drafts.letters import remind_of
from onestop.domain.applications.application import APPLICANT, REMINDED, Application, ApplicationStatus, is_over
from onestop.domain.applications.draft_changes import erased
from onestop.domain.errors import Conflict
from onestop.runtime.log import logger
from onestop.storage.applications.application_rows import find_application, keep_application, references_to_remind
from onestop.storage.applications.draft_files import erase_files, files_of

LOOKED_BACK = 3  # days: what a failed run left undone is done by the next ones


def expire_drafts(at: datetime, time_left: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """Reminds applicants of the drafts that expire in a week, and erases those that have expired. Returns the
    counts."""
    done = {"reminded": 0, "erased": 0}
    for reference in dict.fromkeys(to_look_at(at)):
        if not time_left():
            logger.warning("not all drafts were looked at", extra=dict(done))
            break
        application = find_application(reference)
        if application is None or application.status is not ApplicationStatus.DRAFT:
            continue
        try:
            done["erased"] += erase_if_over(application, at)
            done["reminded"] += remind_if_due(application, at)
        except Conflict:  # somebody is changing it just now, so it stays
            continue
    return done


def to_look_at(at: datetime) -> Iterator[str]:
    """Yields the drafts whose reminder is due in these days, and those whose end is."""
    for back in range(LOOKED_BACK):
        for day in (at - timedelta(days=back), at - timedelta(days=back) - REMINDED):
            yield from references_to_remind(date(day.year, day.month, day.day))


def erase_if_over(application: Application, at: datetime) -> bool:
    if not is_over(application, at):
        return False
    erase_files(application.reference, files_of(application.reference), at)  # first: a run stopped here is repeated
    keep_application(erased(application, at))
    return True


def remind_if_due(application: Application, at: datetime) -> bool:
    """Has the applicant reminded once, if they gave an address; returns whether it did."""
    applicant = application.party(APPLICANT)
    due = at >= application.expires_at - REMINDED and not is_over(application, at)
    if not due or application.reminded_at or applicant is None or not applicant.email:
        return False
    remind_of(application, at)
    keep_application(replace(application, reminded_at=at))
    return True
