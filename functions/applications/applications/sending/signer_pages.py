"""The pages of somebody who signs with the applicant: all that they sign, read back, and yes or no; and the button by
which the applicant has the link sent."""

from __future__ import annotations

import re

from chalice.app import Chalice, Response

from applications.drafts.letters import count_letter
from applications.drafts.resume_by_code import lead_to_sent
from applications.drafts.store import Draft, change_draft, judge_draft, load_draft, today_of
from applications.form_pages.page_values import TEMPLATES
from applications.sending.signatures import send_signer_link, signatures_of
from applications.staff_help import editor_of
from applications.texts import SIGNING, STANDS
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.application_signatures import (
    SignatureState,
    Stand,
    object_to,
    sign,
)
from onestop.domain.errors import NotFound, NotValid, TooMany
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.formats import FORMATS
from onestop.domain.forms.read_back import say_page
from onestop.domain.forms.signatures import answers_fingerprint
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.pages.posted_forms import ShownErrors, read_form
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def add_signing(app: Chalice) -> None:
    """Declares the routes."""
    declare(app, "GET", "/apply/sign/{party}/{reference}", Caller.LINK, current)(show_signer)
    declare(app, "POST", "/apply/sign/{party}/{reference}", Caller.LINK, current)(take_signer)
    declare(app, "POST", "/apply/ask-signature/{party}/{reference}", Caller.LINK, current)(ask_signer)


def show_signer(visit: Visit, party: str, reference: str) -> Response:
    """Shows what somebody is asked to sign."""
    purpose = purpose_of(party)
    known, there = open_page(visit.request, lambda known: path_of(party, known), reference, purpose)
    if there:
        return there
    draft, asked, standing = find_signer(visit, party, known)
    return show_signing(visit, draft, asked, standing, [])


def take_signer(visit: Visit, party: str, reference: str) -> Response:
    """Takes the signature, or the reason for refusing. What the signer saw is what counts, so answers that changed
    meanwhile are shown first."""
    form = read_form(visit.request)
    known = links.opened_by(purpose_of(party), reference, form.get("secret"))
    draft, asked, standing = find_signer(visit, party, known)
    if standing is None or draft.application.status is not ApplicationStatus.DRAFT:
        return show_signing(visit, draft, asked, standing, [])
    if form.get("mark") != answers_fingerprint(draft.form, asked):
        return show_signing(visit, draft, asked, standing, [("mark", visit.say(SIGNING["changed"]))], 409)
    at, wanted, mark = now(), standing.wanted, form["mark"]
    if form.get("do") == "object":
        words = form.get("words", "")
        change, wrong = (lambda it: object_to(it.application, wanted, mark, words, at)), "words"
    else:
        name = form.get("name", "") if form.get("agree") else ""
        change, wrong = (lambda it: sign(it.application, wanted, mark, name, at)), "name"
    try:
        change_draft(draft, change, visit.offer, at)
    except NotValid:
        return show_signing(visit, draft, asked, standing, [(wrong, visit.say(SIGNING[f"wrong_{wrong}"]))], 400)
    return go_to(path_of(party, known), visit.language, secret=secret_in_links(visit.request, known, purpose_of(party)))


def ask_signer(visit: Visit, party: str, reference: str) -> Response:
    """Has the link sent to an e-mail address, for the applicant."""
    form = read_form(visit.request)
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    editor_of(visit.request, known, now())
    draft, _, standing = find_signer(visit, party, known)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return lead_to_sent(visit, known)
    email = form.get("theirs", "").strip()
    back = {"secret": secret_in_links(visit.request, known, links.APPLY)}
    if standing is None:
        return go_to(f"/apply/check/{known}", visit.language, **back)
    if len(email) > 254 or not FORMATS["email"](email):
        return go_to(f"/apply/check/{known}", visit.language, signer="wrong", **back)
    count_letter(email, visit.request, now())  # anybody may begin any number of drafts, so letters are counted
    language = visit.offer.language(form.get("language"), draft.application.language)
    try:
        send_signer_link(draft, standing, email, language, visit.offer, now())
    except TooMany:
        return go_to(f"/apply/check/{known}", visit.language, signer="often", **back)
    return go_to(f"/apply/check/{known}", visit.language, signer="sent", **back)


def purpose_of(party: str) -> str:
    """The purpose of a signer's link. Raises NotFound for an unknown one."""
    if not NAME.fullmatch(party) or len(party) > 60:
        raise NotFound(links.REFUSALS[links.SIGN], "party")
    return links.signing_of(party)


def path_of(party: str, reference: str) -> str:
    return f"/apply/sign/{party}/{reference}"


def find_signer(visit: Visit, party: str, reference: str) -> tuple[Draft, AskedFields, SignatureState | None]:
    """Finds the application and the signature of this link; the signature is None if it is no longer needed."""
    at = now()
    draft, today = load_draft(reference, visit.offer, at), today_of(visit.offer, at)
    asked, _ = judge_draft(draft, visit.offer, today)
    return draft, asked, next((each for each in signatures_of(draft, asked, today) if each.wanted.id == party), None)


def show_signing(
    visit: Visit,
    draft: Draft,
    asked: AskedFields,
    standing: SignatureState | None,
    errors: ShownErrors,
    status: int = 200,
) -> Response:
    """Shows all answers and the two forms; no forms if there is nothing to sign."""
    known = draft.application.reference
    if standing is None or draft.application.status is not ApplicationStatus.DRAFT:
        return show(visit, TEMPLATES, "signed.html", visit.say(SIGNING["over"]), f"/apply/check/{known}", SIGNING)
    party = standing.wanted.id
    return show(
        visit,
        TEMPLATES,
        "sign.html",
        visit.say(SIGNING["title"]),
        path_of(party, known),
        SIGNING,
        status,
        errors=errors,
        title_of_form=visit.say(draft.form.title),
        what=visit.say(standing.wanted.what),
        stands=visit.say(STANDS[standing.stand]),
        is_signed=standing.stand is Stand.SIGNED,
        pages=[
            {"title": visit.say(page.title), "lines": list(say_page(page, draft.form, asked, visit.say))}
            for page in asked.pages
        ],
        there=path_of(party, known),
        mark=answers_fingerprint(draft.form, asked),
        secret=links.secret_of(purpose_of(party), known),
    )
