"""The pages of a report: each sends its form to itself, and is followed by the next one, or by the same one with its
faults. A report can be begun, left and sent without scripts; with scripts, nothing is lost while there is no
connection.
"""

from __future__ import annotations

from chalice.app import Chalice, Request, Response

from intake.applications.form_links import path_of_form
from intake.page_modules import BEHIND_ONE
from intake.web.one_page.form import read_need, say_faults
from intake.web.one_page.texts import FAULTS
from intake.web.report.hidden_fields import with_chosen_service
from intake.web.report.number_first import needs_number_first
from intake.web.report.page_values import proposals_for
from intake.web.report.script_file import send_file, send_worker
from intake.web.report.send_report import send_need
from intake.web.report.show_step import show_next_step, show_step
from intake.web.report.steps import BY_NAME, CHECK, NEAR, SERVICE, STEPS, WHAT, ReportStep
from intake.web.report.texts import NEAR as NEAR_TEXTS
from intake.web.report.texts import SERVICE as SERVICE_TEXTS
from intake.web.report.texts import STEP
from onestop.domain.errors import KeyReused, NotFound, NotValid
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.pages.large_view import large_view
from onestop.runtime.pages.page_routes import page, show_error
from onestop.runtime.pages.posted_forms import PostedForm, ShownErrors, new_key, read_form
from onestop.runtime.pages.same_origin import says_own
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current

FROM_LINKS = ("service", "lat", "long", "address", "kiosk")  # what a link may fill in
MOST_FIELDS = 500  # each choice of a question is one field, and a report carries all of them


def add_pages(app: Chalice) -> None:
    """Declares the routes. All paths below /report are one route to API Gateway."""
    page(app, "GET", "/report", Caller.PUBLIC, current)(show_first_step)
    page(app, "POST", "/report/proposals", Caller.PUBLIC, current)(propose)
    page(app, "GET", "/report/static/{file}", Caller.PUBLIC, current)(send_file)
    page(app, "GET", "/report/worker.js", Caller.PUBLIC, current)(send_worker)
    page(app, "GET", "/report/{step}", Caller.PUBLIC, current)(begin_anew)
    page(app, "POST", "/report/{step}", Caller.PUBLIC, current)(take_step)
    page(app, "ANY", BEHIND_ONE, Caller.PUBLIC, current)(lambda visit: show_error(visit, "not_found", 404))


def show_first_step(visit: Visit) -> Response:
    """Shows the first page; a link may choose the service, and a place for another report near the last one. A service
    with an application form leads to that form."""
    given = {name: value for name in FROM_LINKS if (value := query(visit.request, name))}
    if there := its_form(given, visit):
        return there
    return show_step(visit, WHAT, {"key": new_key(), **given, **as_shared(visit.request)})


def its_form(form: PostedForm, visit: Visit) -> Response | None:
    """Redirects to the application form of the chosen service, if it has one."""
    path = path_of_form(form.get("service"), visit.offer)
    return go_to(path, visit.language) if path else None


def as_shared(request: Request) -> dict[str, str]:
    """The hidden fields for a shared device, which keeps nothing."""
    view = large_view(request)
    return {"kiosk": view} if view else {}


def begin_anew(visit: Visit, step: str) -> Response:
    """A page that was opened by its address, not by a form: there is nothing to show on it yet."""
    if step not in BY_NAME:
        raise NotFound("There is no such step.", "step")
    return go_to("/report", visit.language)


def propose(visit: Visit) -> Response:
    """Answers which services words may mean, for the script that shows them while somebody writes."""
    proposals = proposals_for(visit, read_form(visit.request).get("description", ""))
    return Response(body={"proposals": proposals}, headers={"Content-Type": "application/json"})


def take_step(visit: Visit, step: str) -> Response:
    """Takes a page: shows the next one, the one that a button asks for, or the same with its faults."""
    here = BY_NAME.get(step)
    if here is None:
        raise NotFound("There is no such step.", "step")
    form = with_chosen_service(read_form(visit.request, MOST_FIELDS), visit.offer)
    form |= as_shared(visit.request)
    wanted = BY_NAME.get(form.pop("to", ""))
    if says_own(visit.request) is False:
        return show_step(visit, here, form, [("send", visit.say(STEP["not_ours"]))], 403)
    if wanted:
        return show_step(visit, wanted, form)
    wrong = wrong_on(here, form, visit)
    if wrong:
        return show_step(visit, here, form, wrong, 400)
    if needs_number_first(form, visit):
        return show_step(visit, here, form)
    if here in (WHAT, SERVICE, CHECK) and (there := its_form(form, visit)):
        return there
    return send_report(visit, form) if here is CHECK else show_next_step(visit, here, form)


def send_report(visit: Visit, form: PostedForm) -> Response:
    """Sends the report once all is answered. A remaining fault is shown on the page where it was typed."""
    try:
        return send_need(visit, form, read_need(form, visit.offer, visit.language))
    except NotValid as error:
        errors = said_of(error, form, visit)
        step = next(step for step in STEPS if any(step.asks(field) for field, _ in errors))
        here = [each for each in errors if step.asks(each[0])]
        return show_step(visit, step, {**form, "back": CHECK.name}, here, 400)
    except KeyReused:  # they went back, wrote something else and sent it again
        return show_step(visit, CHECK, {**form, "key": new_key()}, [("send", visit.say(FAULTS["sent_before"]))], 409)


def wrong_on(here: ReportStep, form: PostedForm, visit: Visit) -> ShownErrors:
    """The faults in what this page asks."""
    if here is SERVICE and here.needed(form, visit.offer):
        return [("choice", visit.say(SERVICE_TEXTS["missing_choice"]))]
    if here is NEAR and not form.get("near"):
        return [("near", visit.say(NEAR_TEXTS["missing_near"]))]
    try:
        read_need(form, visit.offer, visit.language)
    except NotValid as error:
        return [each for each in said_of(error, form, visit) if here.asks(each[0])]
    return []


def said_of(error: NotValid, form: PostedForm, visit: Visit) -> ShownErrors:
    """The faults, at the fields of the steps: a service is chosen from the list."""
    said = say_faults(error.faults, form, visit)
    return [("listed" if field == "service" else field, words) for field, words in said]
