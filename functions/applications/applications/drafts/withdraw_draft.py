"""An applicant withdraws their draft: all that is kept is that there was one. A sent application is a case, which is
withdrawn as cases are."""

from __future__ import annotations

from chalice.app import Response

from applications.drafts.resume_by_code import lead_to_sent, show_kept
from applications.drafts.store import change_draft, load_draft
from applications.form_pages.page_values import TEMPLATES
from applications.staff_help import PAPER_CHANNELS, editor_of
from applications.texts import LATER, WITHDRAWN
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.draft_changes import erased
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.posted_forms import read_form
from onestop.storage.applications.application_rows import note_paper_done
from onestop.storage.applications.draft_files import erase_files, files_of


def withdraw_draft(visit: Visit, reference: str) -> Response:
    """Erases a draft, with its files, once the applicant confirms it."""
    form, at = read_form(visit.request), now()
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    editor_of(visit.request, known, at)
    draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return lead_to_sent(visit, known)
    if not form.get("sure"):
        return show_kept(visit, draft, {"email": ""}, [("sure", visit.say(LATER["not_sure"]))])
    erase_files(known, files_of(known), at)  # done first: if the process stops here, the applicant asks again
    kept = change_draft(draft, lambda it: erased(it.application, at, ApplicationStatus.WITHDRAWN), visit.offer, at)
    if kept.application.channel in PAPER_CHANNELS:
        note_paper_done(kept.application)
    title = visit.say(WITHDRAWN["title"])
    return show(visit, TEMPLATES, "signed.html", title, f"/apply/{kept.application.service}", WITHDRAWN)
