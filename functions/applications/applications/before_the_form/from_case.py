"""Continues in a form from a case that was opened by telephone, by post or in a chat: what was said there is filled in.
Once the application is sent, it takes the place of that case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalice.app import Response

from applications.drafts.store import Draft, Saving, begin_draft, save_answers
from applications.form_pages.next_page import lead_to_page
from applications.form_pages.page_values import TEMPLATES
from applications.texts import FROM_CASE
from onestop.domain.applications.application import APPLICANT, ApplicationStatus, Party, is_over
from onestop.domain.applications.begun_elsewhere import answers_told
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.errands import send_errand
from onestop.runtime.identity import NOBODY
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.settings import setting
from onestop.storage.applications.application_rows import find_application

MOST = 9  # drafts begun from one case, one after the other


def show_from(visit: Visit, reference: str) -> Response:
    """Shows what happens next. Looking begins nothing, because programs that scan letters open every link."""
    known, there = open_page(visit.request, lambda known: f"/apply/from/{known}", reference)
    if there:
        return there
    return show(
        visit,
        TEMPLATES,
        "from_case.html",
        visit.say(FROM_CASE["title"]),
        f"/apply/from/{known}",
        FROM_CASE,
        kept={"secret": secret_in_links(visit.request, known)},
        reference=known,
        secret=secret_in_links(visit.request, known),
        whole_secret=links.secret_of(links.TRACK, known),
    )


def take_from(visit: Visit, reference: str) -> Response:
    """Begins the draft, the same one however often it is asked for, and leads to it; a browser that comes later with
    the same link does not count as the one that began it (once_only.py). Raises NotPossible."""
    form = read_form(visit.request)
    known = links.opened_by(links.TRACK, reference, form.get("secret"))
    at = now()
    told: dict[str, Any] = send_errand(setting("INTAKE_FUNCTION"), "tell case", NOBODY, at, reference=known)
    mine = reference_of_draft(known, at)
    draft = begin_draft(mine, told["service"], told["language"], "web", visit.offer, at)
    is_new = not draft.application.version
    if is_new:
        draft = begin_with(draft, known, told, visit)
    return lead_to_page(visit, draft, f"/apply/draft/{mine}", begun=is_new)


def reference_of_draft(case: str, at: datetime) -> str:
    """The reference of the draft that is begun from a case. After one that expired or was withdrawn comes another,
    because the case and its letter go on leading here."""
    for number in range(MOST):
        reference = links.reference_from(f"case:{case}" if not number else f"case:{case}:{number}")
        found = find_application(reference)
        if found is None or not (
            found.status in (ApplicationStatus.EXPIRED, ApplicationStatus.WITHDRAWN) or is_over(found, at)
        ):
            break
    return reference


def begin_with(draft: Draft, case: str, told: dict[str, Any], visit: Visit) -> Draft:
    """Keeps a draft with what was said in the case; each answer says where it is from."""
    party = Party(id=APPLICANT, role=APPLICANT, language=told["language"])
    draft = replace(draft, application=replace(draft.application, instead_of=case, parties=(party,)))
    answers = answers_told(draft.form, visit.offer.services[told["service"]], told)
    saving = Saving(seen={}, by=f"known:{case}", catalogue=visit.offer, at=now())
    return save_answers(draft, draft.form.fields.values(), answers, saving)
