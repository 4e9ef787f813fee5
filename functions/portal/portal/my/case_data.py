"""The cases of the signed-in resident, to download: letters, answers, and the applications sent with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from onestop.contracts.status import public_status
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.storage.cases.read_case import WholeFile, load_parts
from portal.case.letters_view import letters_told


def case_data(whole: WholeFile, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A case as its resident sees it, with what they told us, the letters, and what they answered to the survey."""
    from onestop.storage.surveys.responses import find_response  # late: only here

    case: Case = whole.file.case
    request, response = whole.file.request, find_response(case.reference)
    status = public_status(
        whole.file, whole.events, whole.contacts, catalogue, language, whole.attachments, load_parts(whole.file)
    )
    return {
        **status,
        "request": {
            "description": request.description,
            "place": msgspec.to_builtins(request.place),
            "answers": msgspec.to_builtins(request.answers),
            "application": request.application,
        },
        "letters": [
            {"at": each.at.isoformat(), "subject": each.subject, "way": each.way, "state": each.state}
            for each in letters_told(case.reference, catalogue, language)
        ],
        # which of us wrote it down for them is not shown outside
        "survey": msgspec.to_builtins(replace(response, taken_by=None)) if response else None,
    }


def applications_in(wholes: Sequence[WholeFile], catalogue: Catalogue, language: str) -> Iterator[dict[str, Any]]:
    """What was sent with the cases: as it was answered, and the same in words."""
    from onestop.domain.forms.asked_fields import find_asked_fields
    from onestop.domain.forms.read_back import say_page
    from onestop.storage.applications.application_rows import load_application
    from onestop.storage.catalogue.forms import load_form  # late: few cases have one

    for reference in (whole.file.request.application for whole in wholes):
        if not reference:
            continue
        try:
            application = load_application(reference)
            form = load_form(application.form, application.form_version)
        except NotFound:  # its retention time has ended
            continue
        asked = find_asked_fields(form, application.answers, application.changed_at.date().isoformat())

        def say(said: Any) -> str:
            return catalogue.say(said, language)

        lines = [line for page in asked.pages for line in say_page(page, form, asked, say)]
        yield {
            "reference": reference,
            "service": application.service,
            "form": application.form,
            "title": say(form.title),
            "sent_at": application.changed_at.isoformat(),
            "answers": application.answers,
            "said": [{"label": line.label, "words": line.words} for line in lines],
        }
