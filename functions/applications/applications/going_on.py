"""Going on with a draft: the code that opens it, shown and asked for."""

from __future__ import annotations

from chalice.app import Response

from applications.drafts import load_draft
from applications.showing import TEMPLATES, Errors
from applications.texts import GO_ON, LATER
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.forms import read_form
from onestop.runtime.frame import Visit, address, show
from onestop.runtime.kept_links import asked_to_keep, opened_here, secret_in_links, without_secret
from onestop.runtime.large import is_shared


def ask_for_code(visit: Visit) -> Response:
    """The form that asks for a reference and its code."""
    return show_form(visit, {"reference": "", "code": ""}, [])


def open_by_code(visit: Visit) -> Response:
    """Opens a draft in this browser, or says which of the two to check."""
    form = read_form(visit.request)
    given = {name: form.get(name, "").strip()[:80] for name in ("reference", "code")}
    if not read_reference(given["reference"]):
        return show_form(visit, given, [("reference", visit.say(GO_ON["wrong_reference"]))])
    try:
        known = links.opened_by_code(given["reference"], given["code"])
        load_draft(known, visit.offer, now())
    except NotFound:
        return show_form(visit, given, [("code", visit.say(GO_ON["wrong_code"]))])
    secret, shared = links.secret_of(links.APPLY, known), is_shared(visit.request)
    path = f"/apply/draft/{known}"
    return asked_to_keep(path, visit.language, known, secret, {}, links.APPLY, until_closed=shared)


def show_form(visit: Visit, given: dict[str, str], errors: Errors) -> Response:
    title, status = visit.say(GO_ON["title"]), 404 if errors else 200
    return show(visit, TEMPLATES, "go_on.html", title, "/apply/go-on", GO_ON, status, errors=errors, given=given)


def show_later(visit: Visit, reference: str) -> Response:
    """What to note down, to go on later."""
    known = opened_here(visit.request, reference, links.APPLY)
    if there := without_secret(visit.request, f"/apply/later/{known}", known, links.APPLY):
        return there
    draft = load_draft(known, visit.offer, now())
    visit = visit.in_language(draft.application.language)
    secret = secret_in_links(visit.request, known, links.APPLY)
    return show(
        visit,
        TEMPLATES,
        "later.html",
        visit.say(LATER["title"]),
        f"/apply/later/{known}",
        LATER,
        kept={"secret": secret},
        reference=known,
        code=links.code_of(known),
        day=say_date(draft.application.expires_at, visit.offer.jurisdiction["time_zone"], visit.language),
        there=address(f"/apply/draft/{known}", visit.language, secret=secret),
    )
