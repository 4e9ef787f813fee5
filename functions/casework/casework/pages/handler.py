"""The entry point of the staff desk: each page has a module of its own, which declares it."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from casework.pages import settings, static_files
from casework.pages.acts import macro_page
from casework.pages.acts import page as act_page
from casework.pages.administration import accounts, webhooks
from casework.pages.audit import looks
from casework.pages.audit import page as audit
from casework.pages.case import beat, files, nearby, public_photos, translation, work_order
from casework.pages.case import page as case
from casework.pages.catalogue import pages as catalogue
from casework.pages.catalogue import releases
from casework.pages.counter import applications, new_case, receipt, write_down_feedback, write_down_survey
from casework.pages.declare_page import answer_visit
from casework.pages.desk_request import app
from casework.pages.error_pages import show_error
from casework.pages.frame import TEMPLATES
from casework.pages.inbox import bulk, counts, export, named, saved_views, took_part
from casework.pages.inbox import page as inbox
from casework.pages.insights import feedback, surveys
from casework.pages.insights import page as insights
from casework.pages.notices import pages as notices
from casework.pages.operations import page as operations
from casework.pages.operations import runbooks
from casework.pages.people import (
    acting_for,
    disclose,
    one_person,
    one_person_acts,
    preferences,
    protection,
    same_person,
    search,
    write_again,
)
from casework.pages.sign_in import cognito_pages
from casework.pages.sign_in import pages as sign_in
from casework.pages.supervision import absences, contractors, reassign
from casework.pages.supervision import page as supervision
from casework.pages.triage import acts as triage_acts
from casework.pages.triage import held_back
from casework.pages.triage import page as triage
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.frame import environment
from onestop.runtime.web import Caller, respond, route
from onestop.storage.catalogue.releases import warmed

NOWHERE = "/desk/{proxy+}"  # all addresses without a page

# each declares its routes on import
ENTERING = (sign_in, cognito_pages, static_files, settings)
INBOX = (inbox, saved_views, bulk, export, counts, took_part, named)
PEOPLE = (search, same_person, one_person, one_person_acts, acting_for, disclose, preferences, protection, write_again)
CASE = (case, beat, act_page, macro_page, files, public_photos, nearby, work_order, translation)
TRIAGE = (triage, triage_acts, held_back)
COUNTER = (new_case, receipt, write_down_survey, write_down_feedback, applications)
TEACHING = (insights, surveys, feedback)
SUPERVISION = (supervision, reassign, absences, contractors, looks, notices, *TEACHING)
OVERSIGHT = (operations, runbooks, audit, accounts, webhooks, catalogue, releases)
PAGES = (*ENTERING, *INBOX, *PEOPLE, *CASE, *TRIAGE, *COUNTER, *SUPERVISION, *OVERSIGHT)


@route(app, "ANY", NOWHERE, Caller.PUBLIC)
def show_nothing() -> Response:
    """Answers for an address without a page, or a method that its page does not have."""
    return answer_visit(lambda visit: show_error(visit, "not_found", 404))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function. A warm-up call loads the templates too."""
    if warmed(event):
        environment(TEMPLATES).get_template("inbox/page.html")
        return {}
    return respond(app, as_own(event, app.routes, NOWHERE), context)
