"""Staff add photos and documents to a case, and open those that they may see."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from chalice.app import Chalice, Request, Response

from casework.acts.carry_out import check_may_act, check_sees
from onestop.contracts.attachments import StaffAttachmentBody, offer_view, staff_view
from onestop.domain.cases.attachments import Attachment, places_left, proposed_place, safe_name
from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotFound, NotPossible
from onestop.domain.staff.permissions import may
from onestop.domain.staff.sight import Sight
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import asked_at
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.log import logger
from onestop.runtime.read_request import json_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.cases.attachments import expect_once
from onestop.storage.cases.object_links import link_to
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.cases.uploads import upload_form
from onestop.storage.catalogue.releases import current
from onestop.storage.staff.looks import Look, keep_look

if TYPE_CHECKING:
    from onestop.contracts.answers.common import AttachmentOffered
    from onestop.contracts.answers.staff_case import AttachmentSeen, ProposedPlace

ACT = "attachments"
CASE = "/api/staff/cases/{reference}/attachments"


def add_routes(app: Chalice) -> None:
    """Declares the routes for staff."""

    def offer_one(reference: str) -> AnswerOf[AttachmentOffered]:
        """Offers a place to which staff upload a photo or document."""
        request = current_request(app)
        staff, whole, sight = seen_by(request, reference, ACT)
        check_may_act(sight)
        body = json_body(request, StaffAttachmentBody)
        attachment = expect_staff_attachment(whole, staff, body, asked_at(request.headers), secrets.randbits)
        form = upload_form(whole.file.case.reference, attachment.id)
        left = places_left(whole.attachments, staff.actor, attachment.at) - 1
        logger.append_keys(case=whole.file.case.reference, act=ACT)
        return answer_with(offer_view(attachment, form.url, form.fields, left), 201)

    def fetch_one(reference: str, attachment: str) -> Response:
        """Opens a file for staff: records the look, then redirects to its address, which works for a few minutes."""
        request = current_request(app)
        staff, whole, sight = seen_by(request, reference, "look")
        return lead_to(whole, staff, sight, attachment, asked_at(request.headers))

    route(app, "POST", CASE, Caller.STAFF)(offer_one)
    route(app, "GET", f"{CASE}/{{attachment}}", Caller.STAFF)(fetch_one)


def seen_by(request: Request, text: str, act: str) -> tuple[Staff, WholeFile, Sight]:
    """Returns who is calling, the case, and what they see of it, if they may do the act and their agency has a task on
    it."""
    staff = staff_from(request.to_original_event())
    check_may(staff, act)
    return staff, *seen_of(staff, text, current(), asked_at(request.headers))


def seen_of(staff: Staff, text: str, catalogue: Catalogue, at: datetime) -> tuple[WholeFile, Sight]:
    """Returns a case, and what somebody sees of it: one Query."""
    reference = read_reference(text)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", "reference")
    whole = load_whole(reference)
    return whole, check_sees(staff, whole.file, catalogue, at)


def lead_to(whole: WholeFile, staff: Staff, sight: Sight, attachment: str, at: datetime) -> Response:
    """Records the look at a file, then redirects to its address, which works for a few minutes."""
    found = next((each for each in visible(whole, staff, sight) if each.id == attachment and each.kept), None)
    if found is None:
        raise NotFound("There is no such attachment.", "attachment")
    known = whole.file.case.reference
    keep_look(known, Look(at=at, by=staff.actor, fields=(ACT,)))
    return Response(body="", status_code=302, headers={"Location": link_to(known, found)})


def expect_staff_attachment(
    whole: WholeFile, staff: Staff, body: StaffAttachmentBody, at: datetime, random_bits: Callable[[int], int]
) -> Attachment:
    """Expects one more attachment from staff. Colleagues see it, as a note; the resident sees it only if the request
    says so."""
    if body.public and not may(staff.roles, "public_note"):
        raise NotAllowed("A contractor writes to the agency that it works for, not to the resident.", "public")
    if not places_left(whole.attachments, staff.actor, at):
        raise NotPossible("This case has as many files of staff as it can take.", "attachments")
    attachment = Attachment(
        id=f"{random_bits(64):016x}", at=at, by=staff.actor, name=safe_name(body.name), public=body.public
    )
    return expect_once(whole.file.case.reference, attachment)


def visible(whole: WholeFile, staff: Staff, sight: Sight) -> list[Attachment]:
    """Returns the attachments that somebody may see: those that the plan lets them see, and always those that they
    added."""
    named = "attachments" in sight.fields
    return [each for each in whole.attachments if (named and sight.is_in_time(each.at)) or each.by == staff.actor]


def attachments_shown(
    whole: WholeFile, staff: Staff, sight: Sight, catalogue: Catalogue, language: str
) -> tuple[list[AttachmentSeen], ProposedPlace | None]:
    """Returns what the view of a case shows of attachments. A place proposed by a photo is kept apart from the one that
    the resident named: nothing is decided by it until somebody confirms it."""
    shown, reference = visible(whole, staff, sight), whole.file.case.reference
    views = [staff_view(each, reference, sight.fields, catalogue, language) for each in shown]
    photo = proposed_place(whole.file, shown) if "place" in sight.fields else None
    if photo is None or photo.lat is None or photo.long is None:
        return views, None
    return views, {"lat": photo.lat, "long": photo.long, "attachment": photo.id}
