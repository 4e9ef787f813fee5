"""The page on which somebody objects to a decision: they say why, and it becomes a case of its own."""

from __future__ import annotations

from chalice.app import Response

from applications.form_pages.page_values import TEMPLATES
from applications.texts import APPEAL
from onestop.domain.errors import NotPossible
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.errands import send_errand
from onestop.runtime.identity import NOBODY
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    pass_shown,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.pages.frame import Visit, address, show
from onestop.runtime.pages.posted_forms import ShownErrors, read_form
from onestop.runtime.settings import setting
from onestop.storage.people.mandates import holder_may_act

LONGEST = 4000


def show_appeal(visit: Visit, reference: str) -> Response:
    """Shows the empty form. Anyone who has the link of the case may object."""
    known, there = open_page(visit.request, lambda known: f"/apply/appeal/{known}", reference, acts_for=holder_may_act)
    if there:
        return there
    return show_appeal_form(visit, known, "", [])


def take_appeal(visit: Visit, reference: str) -> Response:
    """Has a case opened for the objection; sent again, it is the same case."""
    form = read_form(visit.request)
    known = opened_with(visit.request, reference, form.get("secret"), holder_may_act)
    reason = form.get("reason", "").strip()
    if not reason or len(reason) > LONGEST:
        return show_appeal_form(visit, known, reason, [("reason", visit.say(APPEAL["wrong" if reason else "missing"]))])
    try:
        told = send_errand(setting("INTAKE_FUNCTION"), "open appeal", NOBODY, now(), reference=known, reason=reason)
    except NotPossible:
        return show_appeal_form(visit, known, reason, [("reason", visit.say(APPEAL["too_late"]))], 409)
    opened = str(told["reference"])
    there = links.link_to(links.TRACK, opened, visit.language)
    if pass_shown(visit.request, known):  # somebody who acts for the resident comes to each case by their mandate
        there = address(f"/my/others/{opened}", visit.language)
    return Response(body="", status_code=303, headers={"Location": there})


def show_appeal_form(visit: Visit, reference: str, reason: str, errors: ShownErrors, status: int = 400) -> Response:
    return show(
        visit,
        TEMPLATES,
        "appeal.html",
        visit.say(APPEAL["title"]),
        f"/apply/appeal/{reference}",
        APPEAL,
        status if errors else 200,
        kept={"secret": secret_in_links(visit.request, reference)},
        errors=errors,
        reference=reference,
        reason=reason,
        secret=secret_in_links(visit.request, reference),
        whole_secret=secret_of_forms(visit.request, reference),
    )
