"""Sending: a complete application becomes exactly one case, even if a process stops on the way; for an incomplete one
we say at once what is missing.

First it is stored as sent, with the answers that count from then on, and noted as not being a case yet, in one
transaction. Then intake, which alone opens cases, is asked to open one under a key of its own: asked again, it answers
with the same case. If the process stops before that, or cannot reach intake, the sweep does the rest.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from applications.drafts.store import Draft, change_draft, judge_draft, today_of
from applications.form_pages.once_only import keep_whose
from applications.sending.signatures import are_missing, signatures_of
from applications.staff_help import PAPER_CHANNELS
from onestop.domain.applications.application import Application, ApplicationStatus
from onestop.domain.applications.files import file_fields, sent_files
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotPossible, OnestopError
from onestop.domain.forms.mistakes import Mistake
from onestop.runtime.errands import send_errand
from onestop.runtime.identity import NOBODY
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.runtime.web import UNREACHABLE
from onestop.storage.applications.application_rows import (
    keep_application,
    keep_sent,
    load_application,
    note_opened,
    note_paper_done,
    references_to_open,
)
from onestop.storage.applications.draft_files import erase_files, files_of
from onestop.storage.catalogue.forms import load_form

OPEN = "open application"
MOST_SECONDS = 20.0  # for one sweep


@dataclass(frozen=True, slots=True)
class SendingResult:
    """The result of sending: the application after it, and what is missing or wrong. If it is complete and without a
    case, it is sent, and its case is opened in a few minutes."""

    application: Application
    mistakes: tuple[Mistake, ...] = ()
    unsigned: bool = False  # somebody still has to sign

    @property
    def is_complete(self) -> bool:
        return not self.mistakes and not self.unsigned


def send_application(draft: Draft, catalogue: Catalogue, at: datetime, proved: tuple[str, ...] = ()) -> SendingResult:
    """Sends a draft. `proved` are the addresses that its sender has proved, as keyed hashes. Sent again, the answer is
    the same as the first time. Raises NotPossible for one that is expired, or whose editors gave different answers
    between which nobody has chosen."""
    application = draft.application
    if application.status is not ApplicationStatus.SENT:
        today = today_of(catalogue, at)
        asked, mistakes = judge_draft(draft, catalogue, today)
        unsigned = are_missing(signatures_of(draft, asked, today))
        if mistakes or unsigned:
            return SendingResult(application, tuple(mistakes), unsigned)
        application = freeze_answers(draft, catalogue, at, proved)
    return SendingResult(application if application.case else open_case(application, catalogue))


def freeze_answers(draft: Draft, catalogue: Catalogue, at: datetime, proved: tuple[str, ...] = ()) -> Application:
    """Stores an application as sent: with the answers that count, and the form that they were checked with."""

    def sent(now: Draft) -> Application:
        if now.application.disputed:
            raise NotPossible("Two people answered differently: choose which answer is right first.", "disputed")
        today = today_of(catalogue, at)
        asked, mistakes = judge_draft(now, catalogue, today)
        # somebody else changed it in between, so what was signed has changed too
        if mistakes or are_missing(signatures_of(now, asked, today)):
            raise NotPossible("Somebody changed an answer just now: look at all of it once more.", "answers")
        return replace(
            now.application, status=ApplicationStatus.SENT, answers=asked.answers, changed_at=at, proved=proved
        )

    try:
        return change_draft(draft, sent, catalogue, at, keep=keep_sent).application
    except NotPossible:
        found = load_application(draft.application.reference)
        if found.status is not ApplicationStatus.SENT:  # else somebody pressed the button twice
            raise
        return found


def open_case(application: Application, catalogue: Catalogue) -> Application:
    """Makes it findable by its addresses, has intake open its case, and notes the case. What cannot be done now is left
    to the sweep, which begins here too."""
    fields = fields_of(application, catalogue)
    keep_whose(application, fields["contact"], catalogue)
    try:
        told = send_errand(setting("INTAKE_FUNCTION"), OPEN, NOBODY, application.changed_at, **fields)
    except (*UNREACHABLE, RuntimeError) as error:
        logger.error("a case is opened later", application=application.reference, **error_fields(error))
        return application
    return keep_case_of_application(application, str(told["reference"]))


def keep_case_of_application(application: Application, case: str) -> Application:
    """Notes its case, once."""
    current = application if application.case is None else load_application(application.reference)
    kept = current if current.case else keep_application(replace(current, case=case))
    if file_fields(load_form(kept.form, kept.form_version)):  # its case has the files now
        erase_files(kept.reference, files_of(kept.reference), kept.changed_at)
    note_opened(kept, kept.changed_at)
    if kept.channel in PAPER_CHANNELS:
        note_paper_done(kept)
    return kept


def fields_of(application: Application, catalogue: Catalogue) -> dict[str, Any]:
    """What intake is given: the service, the language, the channel, the place, how to reach the applicant, and the
    answers that plans use. All other answers stay here."""
    service = catalogue.services[application.service]
    questions = [question["code"] for question in service.get("questions", ())]
    return {
        "application": application.reference,
        "service": application.service,
        "language": application.language,
        "channel": application.channel,
        "answers": {code: application.answers[code] for code in questions if code in application.answers},
        "place": place_of(application, catalogue),
        "contact": contact_of(application, catalogue),
        "files": files_to_send(application),
        "instead_of": application.instead_of,
    }


def files_to_send(application: Application) -> list[Any]:
    """The files that were sent with it, as attachments of its case."""
    form = load_form(application.form, application.form_version)
    if not file_fields(form):
        return []
    sent: list[Any] = msgspec.to_builtins(sent_files(form, application.answers, files_of(application.reference)))
    return sent


def place_of(application: Application, catalogue: Catalogue) -> str:
    """Its place in words, if the service says which answer that is."""
    from onestop.domain.forms.logic import names_of
    from onestop.domain.forms.paths import get

    said = catalogue.services[application.service].get("form_place")
    return str(get(application.answers, names_of(said)) or "") if said else ""


def contact_of(application: Application, catalogue: Catalogue) -> dict[str, str]:
    """How to reach the applicant: as they said next to the form, else as they answered in it. What an earlier case
    contained counts like the former but is older than the form."""
    from onestop.domain.forms.logic import names_of
    from onestop.domain.forms.paths import get

    party = application.party("applicant")
    said = {"name": party.name, "email": party.email, "phone": party.phone} if party else {}
    asked = catalogue.services[application.service].get("form_contact") or {}
    known: dict[str, str] = {name: str(get(application.answers, names_of(str(at))) or "") for name, at in asked.items()}
    known |= {name: value for name, value in said.items() if value and not (application.instead_of and known.get(name))}
    return {name: value for name, value in known.items() if value}


def send_waiting(catalogue: Catalogue, clock: Callable[[], float] = time.monotonic) -> dict[str, int]:
    """The sweep: opens the cases of applications that were sent and have none yet. One that fails waits for the next
    sweep."""
    done: Counter[str] = Counter(opened=0, failed=0)
    until = clock() + MOST_SECONDS
    for reference in references_to_open():
        if clock() > until:
            break
        try:
            found = load_application(reference)
            opened = keep_case_of_application(found, found.case) if found.case else open_case(found, catalogue)
        except OnestopError as error:
            logger.error("could not be opened", application=reference, **error_fields(error))
            done["failed"] += 1
        else:
            done["opened" if opened.case else "failed"] += 1
    return dict(done)


def can_be_told(application: Application, catalogue: Catalogue) -> bool:
    """Whether the applicant gave us a way to write to them, here or with the case whose place this takes."""
    contact = contact_of(application, catalogue)
    return bool(contact.get("email") or contact.get("phone") or application.instead_of)
