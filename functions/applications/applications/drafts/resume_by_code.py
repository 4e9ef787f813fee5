"""Continues a draft by its code: shows the code, and asks for it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from chalice.app import Response

from applications.drafts.letters import send_code
from applications.drafts.store import Draft, change_draft, load_draft
from applications.form_pages.page_values import TEMPLATES
from applications.staff_help import editor_of
from applications.texts import GO_ON, LATER
from onestop.contracts.addresses import plain_email
from onestop.contracts.api import Email
from onestop.domain.applications.application import APPLICANT, Application, ApplicationStatus, Party
from onestop.domain.applications.draft_changes import touched
from onestop.domain.cases.references import as_typed, read_reference
from onestop.domain.errors import NotFound
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import asked_to_keep, open_page, secret_in_links
from onestop.runtime.pages.frame import Visit, address, go_to, show
from onestop.runtime.pages.large_view import is_shared
from onestop.runtime.pages.posted_forms import ShownErrors, read_form
from onestop.runtime.read_request import query

MOST_LETTERS = 300  # letters and digits of the input that is shown again; an address is shorter


def ask_for_code(visit: Visit) -> Response:
    """Shows the form that asks for a reference and its code."""
    return show_form(visit, {"reference": "", "opens": ""}, [])


def open_by_code(visit: Visit) -> Response:
    """Opens a draft in this browser, or says which of the two to check."""
    form = read_form(visit.request)
    given = {name: as_typed(form.get(name, "")).strip()[:80] for name in ("reference", "opens")}
    if not read_reference(given["reference"]):
        return show_form(visit, given, [("reference", visit.say(GO_ON["wrong_reference"]))])
    try:
        known = links.opened_by_code(given["reference"], given["opens"])
        load_draft(known, visit.offer, now())
    except NotFound:
        return show_form(visit, given, [("opens", visit.say(GO_ON["wrong_code"]))])
    secret, shared = links.secret_of(links.APPLY, known), is_shared(visit.request)
    path = f"/apply/draft/{known}"
    return asked_to_keep(path, visit.language, known, secret, {}, links.APPLY, until_closed=shared)


def show_form(visit: Visit, given: dict[str, str], errors: ShownErrors) -> Response:
    title, status = visit.say(GO_ON["title"]), 404 if errors else 200
    return show(visit, TEMPLATES, "go_on.html", title, "/apply/go-on", GO_ON, status, errors=errors, given=given)


def show_later(visit: Visit, reference: str) -> Response:
    """Shows what to note down in order to continue later."""
    known, there = open_page(visit.request, lambda known: f"/apply/later/{known}", reference, links.APPLY)
    if there:
        return there
    draft = load_draft(known, visit.offer, now())
    if draft.application.status is not ApplicationStatus.DRAFT:
        return lead_to_sent(visit, known)
    visit = visit.in_language(draft.application.language)
    return show_kept(visit, draft, {"email": ""}, [], sent=query(visit.request, "sent") is not None)


def send_link(visit: Visit, reference: str) -> Response:
    """Has the reference and the code sent to an address; the reminder then goes there too."""
    form = read_form(visit.request)
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    at = now()
    editor_of(visit.request, known, at)
    draft = load_draft(known, visit.offer, at)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return lead_to_sent(visit, known)
    visit = visit.in_language(draft.application.language)
    given = form.get("email", "")[:MOST_LETTERS]
    try:
        address_of = msgspec.convert(plain_email(given), Email)
    except msgspec.ValidationError:
        return show_kept(visit, draft, {"email": given}, [("email", visit.say(LATER["wrong_email"]))])
    applicant = Party(id=APPLICANT, role=APPLICANT, email=address_of, language=visit.language)

    def change(now_: Draft) -> Application:
        known_one = now_.application.party(APPLICANT)
        party = replace(known_one, email=address_of, language=visit.language) if known_one else applicant
        others = tuple(each for each in now_.application.parties if each.role != APPLICANT)
        return touched(replace(now_.application, parties=(party, *others)), at)

    draft = change_draft(draft, change, visit.offer, at)
    send_code(draft.application, address_of, visit.request, at)
    secret = secret_in_links(visit.request, known, links.APPLY)
    return go_to(f"/apply/later/{known}", visit.language, secret=secret, sent="yes")


def lead_to_sent(visit: Visit, known: str) -> Response:
    """Leads from a page about a draft, which was left open, to what was sent."""
    return go_to(f"/apply/sent/{known}", visit.language, secret=secret_in_links(visit.request, known, links.APPLY))


def show_kept(
    visit: Visit, draft: Draft, given: dict[str, str], errors: ShownErrors, *, sent: bool = False
) -> Response:
    """Shows the reference, the code, and the form that has them sent."""
    known = draft.application.reference
    secret = secret_in_links(visit.request, known, links.APPLY)
    return show(
        visit,
        TEMPLATES,
        "later.html",
        visit.say(LATER["title"]),
        f"/apply/later/{known}",
        LATER,
        400 if errors else 200,
        kept={"secret": secret},
        errors=errors,
        given=given,
        sent=sent,
        reference=known,
        secret=links.secret_of(links.APPLY, known),
        code=links.code_of(known),
        day=say_date(draft.application.expires_at, visit.offer.jurisdiction["time_zone"], visit.language),
        there=address(f"/apply/draft/{known}", visit.language, secret=secret),
    )
