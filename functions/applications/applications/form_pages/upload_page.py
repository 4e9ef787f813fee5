"""The page that uploads one file, to the place that was reserved for it."""

from __future__ import annotations

from chalice.app import Response

from applications.drafts.store import load_draft
from applications.form_pages.files import find_file
from applications.form_pages.page_values import TEMPLATES
from applications.texts import UPLOAD
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.files import file_fields
from onestop.domain.applications.form_changes import where_asked
from onestop.domain.errors import NotFound
from onestop.domain.forms.find_mistakes import page_of
from onestop.domain.forms.paths import path_of
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.links import APPLY
from onestop.runtime.pages.frame import Visit, absolute, address, show
from onestop.runtime.pages.show_form import say_taken
from onestop.runtime.pages.upload_check import allow_upload, check_values
from onestop.runtime.read_request import query
from onestop.storage.applications.draft_files import owner_of
from onestop.storage.cases.uploads import upload_form


def show_upload(visit: Visit, reference: str, file: str) -> Response:
    """Shows the form that uploads one file. The security policy of this page allows it to send to the bucket, and to
    return to us from there."""
    known, there = open_page(visit.request, lambda known: f"/apply/file/{known}/{file}", reference, APPLY)
    if there:
        return there
    path = f"/apply/file/{known}/{file}"
    draft = load_draft(known, visit.offer, now())
    visit = visit.in_language(draft.application.language)
    slot = find_file(draft, file)
    asked = path_of(slot.question) if slot else ()
    field = file_fields(draft.form).get(where_asked(draft.form).get(asked, asked))
    page = page_of(field.path, draft.form) if field else None
    if slot is None or field is None or page is None or draft.application.status is not ApplicationStatus.DRAFT:
        raise NotFound("There is nothing to be sent here.", "file")
    secret = secret_in_links(visit.request, known, APPLY)
    kept = {"back": "check"} if query(visit.request, "back") else {}
    back = f"/apply/draft/{known}/{page.code}"
    added = address(back, visit.language, secret=secret, added=file, **kept)
    form = upload_form(owner_of(known), file, absolute(added))
    answer = show(
        visit,
        TEMPLATES,
        "file.html",
        visit.say(UPLOAD["title"]),
        path,
        UPLOAD,
        kept={"secret": secret, **kept},
        form=form,
        check=check_values(visit),
        name=visit.say(field.label),
        taken=say_taken(field, draft.form, visit.say),
        cancel=address(back, visit.language, secret=secret, **kept),
    )
    return allow_upload(answer, form.origin)
