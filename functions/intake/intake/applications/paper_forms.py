"""A form of ours that comes back on paper, by e-mail or as a scan: it becomes a draft, which a clerk checks and
confirms. Nothing is sent automatically, because handwriting may be misread, or a box ticked twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from intake.incoming import Incoming, Received
from onestop.domain.applications.application import APPLICANT, Party
from onestop.domain.applications.draft_changes import answered, new_draft
from onestop.domain.applications.limits import check_size
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotValid
from onestop.domain.forms.form import Form
from onestop.domain.forms.paper import MARK, PaperMark, find_mark, read_paper
from onestop.domain.forms.paths import FormAnswers
from onestop.domain.forms.read_scan import read_scan
from onestop.runtime import links
from onestop.runtime.log import logger
from onestop.storage.applications.application_rows import find_application, keep_application, note_day, note_paper
from onestop.storage.catalogue.forms import load_form

PDF = b"%PDF-"
TAKEN = "draft"
BY = "paper"  # stands for the author of these answers until somebody confirms them


def take_paper(incoming: Incoming, catalogue: Catalogue, at: datetime) -> Received | None:
    """The draft made from a contact, once however often it is delivered; None if it contains no form of ours. If it is
    about an existing case, it becomes a message there."""
    if incoming.reference or incoming.spam:
        return None
    found = find_paper(incoming)
    if found is None:
        return None
    mark, filled = found
    form, service = find_form(mark, catalogue)
    if form is None or service is None:
        return None
    answers = read_paper(form, filled) if filled else read_scan(form, incoming.text, catalogue.say)
    try:
        check_size(answers)
    except NotValid:  # more text than our boxes can hold
        return None
    return keep_draft(incoming, form, service, answers, catalogue, at)


def find_paper(incoming: Incoming) -> tuple[PaperMark, Mapping[str, str]] | None:
    """Finds which form it is, and what was filled in on a screen; a scan has no such values."""
    for enclosure in incoming.enclosures:
        if enclosure.data[:5] == PDF:
            from onestop.runtime.paper.read_paper import read_pdf  # late: it loads what reads PDFs

            if paper := read_pdf(enclosure.data):
                return paper.mark, paper.filled
    mark = find_mark(incoming.text) if MARK.search(incoming.text) else None
    return (mark, {}) if mark and incoming.channel in ("letter", "fax") else None


def find_form(mark: PaperMark, catalogue: Catalogue) -> tuple[Form | None, str | None]:
    """The form in the exact version that was printed, and the service that it is for."""
    service = next((each["code"] for each in catalogue.services.values() if each.get("form") == mark.code), None)
    try:
        return load_form(mark.code, mark.version), service
    except NotFound:  # printed before the first release that we know, or forged
        return None, service


def keep_draft(
    incoming: Incoming, form: Form, service: str, answers: FormAnswers, catalogue: Catalogue, at: datetime
) -> Received:
    """Keeps the draft, and lists it among those that somebody has to confirm."""
    reference = links.reference_from(f"paper:{incoming.channel}:{incoming.key}")
    language = catalogue.language(incoming.language)
    if find_application(reference):
        return Received(what="again", reference=reference, language=language)
    empty = new_draft(reference, service, form, language, incoming.channel, at)
    applicant = Party(
        id=APPLICANT, role=APPLICANT, name=incoming.name or "", email=incoming.email or "", phone=incoming.phone or ""
    )
    application = answered(empty, answers, form, BY, at)
    kept = keep_application(replace(application, parties=(applicant,)))
    note_day(kept)
    note_paper(kept)
    logger.info("a form came on paper", application=reference, channel=incoming.channel)
    return Received(what=TAKEN, reference=reference, language=language)
