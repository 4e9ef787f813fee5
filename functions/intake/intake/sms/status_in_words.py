"""The status of a case, in words short enough for a text message or a voice."""

from __future__ import annotations

from intake.sms.texts import REPLIES
from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import STATUS_WORDS, WAITING_WORDS
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date
from onestop.domain.translation import N_

OPEN = (Status.OPEN, Status.TRIAGE, Status.IN_PROGRESS)
NO_SERVICE = N_("Request")


def status_words(case: Case, catalogue: Catalogue, language: str) -> str:
    """The status of a case; that it waits for its resident is told first, because that is in their hands."""
    return catalogue.say(WAITING_WORDS if case.waiting_since else STATUS_WORDS[case.status], language)


def service_words(case: Case, catalogue: Catalogue, language: str) -> str:
    """What a case is about."""
    return catalogue.name_of("service", case.service, language) or catalogue.say(NO_SERVICE, language)


def say_standing(case: Case, catalogue: Catalogue, language: str) -> str:
    """The status of a case, on one line: its reference, what it is about, its state, and when it is due."""
    told = catalogue.say(REPLIES["standing"], language).format(
        reference=case.reference,
        service=service_words(case, catalogue, language),
        status=status_words(case, catalogue, language),
    )
    if not case.due_at or case.waiting_since or case.status not in OPEN:
        return told
    due = say_date(case.due_at, catalogue.jurisdiction["time_zone"], language)
    return told + catalogue.say(REPLIES["due"], language).format(due=due)


def newest_first(cases: list[Case]) -> list[Case]:
    """Cases, the open ones first, then the newest first."""
    return sorted(cases, key=lambda case: (case.status in OPEN, case.opened_at, case.reference), reverse=True)
