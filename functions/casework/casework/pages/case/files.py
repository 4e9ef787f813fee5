"""Photos and documents of a case: shown, and added by a form that goes directly to the bucket and then back here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from chalice.app import Response

from casework.acts.attachments import expect_staff_attachment, lead_to, seen_of
from casework.acts.carry_out import check_may_act
from casework.pages.declare_page import page
from casework.pages.desk_addresses import desk_address, go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.contracts.attachments import StaffAttachmentBody
from onestop.domain.cases.attachments import is_awaited
from onestop.domain.errors import NotFound
from onestop.domain.translation import N_, Phrase
from onestop.runtime.pages.content_policy import allow
from onestop.runtime.settings import setting
from onestop.storage.cases.uploads import upload_form

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Add a photo or document"),
    "file": N_("The file"),
    "taken": N_("Photos, PDF and plain text, at most 20 MB."),
    "upload": N_("Add it"),
    "back": N_("Back to the case"),
}


@page("GET", "/desk/cases/{reference}/attachments/{attachment}", "look")
def fetch_file(visit: DeskVisit, reference: str, attachment: str) -> Response:
    """Redirects to a file for a few minutes; the look is recorded first."""
    whole, sight = seen_of(visit.staff, reference, visit.offer, visit.at)
    return lead_to(whole, visit.staff, sight, attachment, visit.at)


@page("POST", "/desk/cases/{reference}/attachments", "attachments")
def expect_file(visit: DeskVisit, reference: str) -> Response:
    """Reserves a place for a file, and redirects to the form that uploads it."""
    whole, sight = seen_of(visit.staff, reference, visit.offer, visit.at)
    check_may_act(sight)
    body = StaffAttachmentBody(public=visit.form.text("public") == "yes")
    expected = expect_staff_attachment(whole, visit.staff, body, visit.at, secrets.randbits)
    return go_to(f"/desk/cases/{whole.file.case.reference}/upload", attachment=expected.id)


@page("GET", "/desk/cases/{reference}/upload", "attachments")
def show_upload(visit: DeskVisit, reference: str) -> Response:
    """Shows the form for one file. Only this page's policy lets a form go to the bucket, and back to us from there."""
    whole, sight = seen_of(visit.staff, reference, visit.offer, visit.at)
    check_may_act(sight)
    wanted, known = visit.asked("attachment"), whole.file.case.reference
    own = (each for each in whole.attachments if each.id == wanted and each.by == visit.staff.actor)
    if not any(is_awaited(each, visit.at) for each in own):
        raise NotFound("There is no such attachment.", "attachment")
    parts = urlsplit(setting("PUBLIC_URL"))
    back = f"{parts.scheme}://{parts.netloc}{desk_address(f'/desk/cases/{known}', done='attach')}"
    form = upload_form(known, wanted, back)
    answer = show(visit, "case/upload.html", visit.say(TEXTS["title"]), TEXTS, upload=form, reference=known)
    return allow(answer, form_action=form.origin)
