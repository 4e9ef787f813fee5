"""The entry point of the staff desk: every page stands in a module of its own, which declares it."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from casework.pages import (
    absence_forms,
    act_pages,
    acting_for,
    administration,
    applications,
    audit,
    beat,
    case,
    catalogue,
    contractors,
    disclosing,
    feedback,
    files_pages,
    held_back,
    inbox,
    inbox_bulk,
    inbox_counts,
    inbox_export,
    inbox_saved,
    insights,
    insights_surveys,
    looked,
    macro_pages,
    named,
    nearby,
    new_case,
    new_case_receipt,
    notices,
    one_person,
    operations,
    opining,
    people,
    preferences,
    printing,
    protection,
    public_photos,
    rating,
    reassigning,
    releases,
    runbooks,
    same_person,
    settings_pages,
    sign_in,
    sign_in_elsewhere,
    static_files,
    supervisor,
    took_part,
    translation,
    triage,
    triage_acts,
    webhooks,
    writing_again,
)
from casework.pages.error_pages import show_error
from casework.pages.frame import TEMPLATES
from casework.pages.routing import answer_visit
from casework.pages.visiting import app
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.frame import environment
from onestop.runtime.web import Caller, respond, route
from onestop.storage.catalogue.releases import warmed

NOWHERE = "/desk/{proxy+}"  # the page for an address that is none

# each declares its routes when it is loaded
ENTERING = (sign_in, sign_in_elsewhere, static_files, settings_pages)
INBOX = (inbox, inbox_saved, inbox_bulk, inbox_export, inbox_counts, took_part, named)
PEOPLE = (people, same_person, one_person, acting_for)
CASE = (
    *(case, beat, act_pages, macro_pages, disclosing, files_pages, public_photos, nearby, printing, translation),
    preferences,
    protection,
    writing_again,
)
TRIAGE = (triage, triage_acts, held_back, new_case, new_case_receipt, rating, opining, applications)
TEACHING = (insights, insights_surveys, feedback)
SUPERVISION = (supervisor, reassigning, absence_forms, contractors, looked, notices, *TEACHING)
OVERSIGHT = (operations, runbooks, audit, administration, webhooks, catalogue, releases)
PAGES = (*ENTERING, *INBOX, *PEOPLE, *CASE, *TRIAGE, *SUPERVISION, *OVERSIGHT)


@route(app, "ANY", NOWHERE, Caller.PUBLIC)
def show_nothing() -> Response:
    """An address that is no page, or a way of asking that its page does not have."""
    return answer_visit(lambda visit: show_error(visit, "not_found", 404))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function. What is warmed has the templates at hand too."""
    if warmed(event):
        environment(TEMPLATES).get_template("inbox.html")
        return {}
    return respond(app, as_own(event, app.routes, NOWHERE), context)
