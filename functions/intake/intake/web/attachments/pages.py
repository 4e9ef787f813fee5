"""The pages on which a resident adds photos and documents: the present files, then one form that uploads one file.

The second page contains the signed form; the browser sends it to the bucket directly, which leads back here: no script
is needed, and no byte of a file passes through us. Only that page may send a form elsewhere than to us.
"""

from __future__ import annotations

import secrets
from typing import Any

from chalice.app import Chalice, Response

from intake.api.attachments import check_open, expect_resident_attachment
from intake.web.attachments.texts import ATTACH, UPLOAD
from intake.web.case_acts.send_act import TEMPLATES, reason_against, show_impossible
from intake.web.case_acts.texts import OWN
from onestop.contracts.attachments import attachment_view
from onestop.contracts.status import what_is_asked
from onestop.domain.cases.attachments import AttachmentStatus, for_resident, is_awaited, places_left
from onestop.domain.errors import NotPossible
from onestop.domain.languages import say_size
from onestop.domain.people.actor import Actor
from onestop.runtime.clock import now
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.pages.frame import Visit, absolute, address, go_to, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.pages.upload_check import allow_upload, check_values
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.cases.uploads import upload_form
from onestop.storage.catalogue.releases import current
from onestop.storage.people.mandates import holder_may_act

PATH = "/attach/{reference}"


def add_pages(app: Chalice) -> None:
    """Declares the routes of the pages."""
    page(app, "GET", PATH, Caller.LINK, current)(show_attach)
    page(app, "POST", PATH, Caller.LINK, current)(take_attach)


def show_attach(visit: Visit, reference: str) -> Response:
    """Shows the files and how to add one; or, once that was asked for, the form for one file."""
    known, there = open_page(visit.request, lambda known: f"/attach/{known}", reference, acts_for=holder_may_act)
    if there:
        return there
    whole = load_whole(known)
    visit = visit.in_language(whole.file.case.language)
    wanted = query(visit.request, "upload")
    if any(each.id == wanted and is_awaited(each, now()) for each in whole.attachments):
        return show_upload(visit, whole, str(wanted))
    return show_list(visit, whole)


def take_attach(visit: Visit, reference: str) -> Response:
    """Reserves a place for a file that a resident wants to add, and leads the browser to the form."""
    given = read_form(visit.request)
    whole = load_whole(opened_with(visit.request, reference, given.get("secret"), holder_may_act))
    case = whole.file.case
    try:
        check_open(whole)
    except NotPossible:
        return show_impossible(visit, case.reference, reason_against("messages", case), 409)
    try:
        attachment = expect_resident_attachment(whole, given.get("name", ""), now(), secrets.randbits)
    except NotPossible:
        return show_list(visit, whole, [("send", visit.say(ATTACH["full"]))], 409)
    secret = secret_in_links(visit.request, case.reference)
    return go_to(f"/attach/{case.reference}", visit.language, secret=secret, upload=attachment.id)


def show_list(
    visit: Visit, whole: WholeFile, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> Response:
    """Shows the present files, how many more may come, and the way to add one."""
    case, language = whole.file.case, visit.language
    seen = for_resident(whole.attachments)
    views = [attachment_view(each, case.reference, visit.offer, language) for each in seen]
    shown = [
        (view, say_size(view["size"], language)) for view in views if view["status"] is not AttachmentStatus.EXPECTED
    ]
    asked = what_is_asked(whole.file, whole.contacts, visit.offer, visit.language)
    return show_page(
        visit,
        whole,
        "attach.html",
        status,
        errors=errors or [],
        attached=shown,
        left=places_left(whole.attachments, Actor.RESIDENT, now()),
        came=next((view for view in views if view["id"] == query(visit.request, "added")), None),
        asked=any(each["kind"] == "question" for each in asked),
        closed=is_closed(whole),
    )


def show_upload(visit: Visit, whole: WholeFile, attachment: str) -> Response:
    """Shows the form for one file. The security policy of this page allows it to send to the bucket, and to return to
    us from there."""
    reference = whole.file.case.reference
    secret = secret_in_links(visit.request, reference)
    back = address(f"/attach/{reference}", visit.language, secret=secret, added=attachment)
    form = upload_form(reference, attachment, absolute(back))
    check, kept = check_values(visit), {"upload": attachment}
    answer = show_page(visit, whole, "attach_upload.html", 200, form=form, kept=kept, check=check)
    return allow_upload(answer, form.origin)


def show_page(
    visit: Visit,
    whole: WholeFile,
    template: str,
    status: int,
    errors: list[tuple[str, str]] | None = None,
    kept: dict[str, str] | None = None,
    **values: Any,
) -> Response:
    reference = whole.file.case.reference
    secret = secret_in_links(visit.request, reference)
    texts = UPLOAD if template == "attach_upload.html" else ATTACH
    return show(
        visit,
        TEMPLATES,
        template,
        visit.say(texts["title"]),
        f"/attach/{reference}",
        {**OWN, **texts},
        status,
        kept={"secret": secret, **(kept or {})},
        errors=errors,
        reference=reference,
        secret=secret,
        whole_secret=secret_of_forms(visit.request, reference),
        **values,
    )


def is_closed(whole: WholeFile) -> bool:
    try:
        check_open(whole)
    except NotPossible:
        return True
    return False
