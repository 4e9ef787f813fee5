"""A resident adds photos and documents to their case: we sign a form for each, and the browser or app uploads with
it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from chalice.app import Chalice, Response

from onestop.contracts.attachments import AttachmentBody, offer_view
from onestop.domain.cases.attachments import Attachment, for_resident, places_left, safe_name
from onestop.domain.cases.lifecycle import Status
from onestop.domain.errors import NotFound, NotPossible, TooMany
from onestop.domain.people.actor import Actor
from onestop.runtime import links
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import asked_at
from onestop.runtime.kept_links import opened_here
from onestop.runtime.read_request import json_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.cases.attachments import expect, find_attachment
from onestop.storage.cases.object_links import link_to
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.cases.uploads import upload_form
from onestop.storage.guards import GuardFailed
from onestop.storage.people.mandates import holder_may_act

if TYPE_CHECKING:
    from onestop.contracts.answers.common import AttachmentOffered

HOUR = 3600
CASE = "/api/cases/{reference}/attachments"


def add_routes(app: Chalice) -> None:
    """Declares the routes for programs."""

    def offer_one(reference: str) -> AnswerOf[AttachmentOffered]:
        """An app wants to upload a photo or document."""
        request = current_request(app)
        body = json_body(request, AttachmentBody)
        whole = load_whole(links.opened_by(links.TRACK, reference, body.secret))
        at = asked_at(request.headers)
        attachment = expect_resident_attachment(whole, body.name, at, secrets.randbits)
        known = whole.file.case.reference
        form = upload_form(known, attachment.id)
        left = places_left(whole.attachments, Actor.RESIDENT, at) - 1
        answer = offer_view(attachment, form.url, form.fields, left)
        return answer_with(answer, 201, {"Location": f"/api/cases/{known}/attachments"})

    def fetch_one(reference: str, attachment: str) -> Response:
        """The resident looks at a file: the answer leads to an address that is valid for a few minutes."""
        request = current_request(app)
        # the pages of a case lead here, and they accept the pass of somebody who acts for its resident
        known = opened_here(request, reference, acts_for=holder_may_act)
        found = find_attachment(known, attachment)
        if not found or not found.kept or not for_resident([found]):
            raise NotFound("There is no such attachment.", "attachment")
        return Response(body="", status_code=302, headers={"Location": link_to(known, found)})

    route(app, "POST", CASE, Caller.LINK)(offer_one)
    route(app, "GET", f"{CASE}/{{attachment}}", Caller.LINK)(fetch_one)


def check_open(whole: WholeFile) -> None:
    """Refuses attachments to a case that nobody works on any more."""
    if whole.file.case.status is Status.CLOSED:
        raise NotPossible("This case is closed. If the need is still there, have it reopened.", "status")


def expect_resident_attachment(
    whole: WholeFile, name: str, at: datetime, random_bits: Callable[[int], int]
) -> Attachment:
    """Expects one more attachment from the resident, within the limits of the case and of the person."""
    check_open(whole)
    if not places_left(whole.attachments, Actor.RESIDENT, at):
        raise NotPossible("This case has as many files as it can take.", "attachments")
    attachment = Attachment(id=f"{random_bits(64):016x}", at=at, by=Actor.RESIDENT, name=safe_name(name))
    case = whole.file.case
    try:
        expect(case.reference, attachment, case.person or case.reference)
    except GuardFailed:
        wait = HOUR - (at.minute * 60 + at.second)  # the limit counts by clock hours
        raise TooMany("Too many files came from you in the last hour. Try again later.", wait) from None
    return attachment
