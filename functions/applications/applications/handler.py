"""The entry point of applications: the pages that fill in a form, and the calls of programs."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from applications.api import add_api
from applications.before_the_form.eligible import add_eligible
from applications.before_the_form.life import add_life
from applications.before_the_form.paper_form import add_papers
from applications.form_pages.once_only import add_knowing
from applications.partners.bring_application import add_partners
from applications.routes import add_pages
from applications.sending.signer_pages import add_signing
from applications.staff_help import ERRANDS, add_assisting
from onestop.domain.errors import NotFound
from onestop.runtime.clock import now
from onestop.runtime.errands import ERRAND, run_errand
from onestop.runtime.log import logger
from onestop.runtime.metrics import flush
from onestop.runtime.pages.find_route import as_own, methods_at
from onestop.runtime.pages.page_routes import page, show_error
from onestop.runtime.web import Caller, current_request, make_app, refuse_method, respond, route
from onestop.storage.catalogue.releases import current, warmed

PAGES, CALLS = "/apply/{proxy+}", "/api/applications/{proxy+}"  # the routes that API Gateway knows

RESERVE_MILLISECONDS = 5_000  # left of the function's time for the draft at hand

app = make_app("applications")
add_pages(app)
add_eligible(app)
add_life(app)
add_papers(app)
add_assisting(app)
add_signing(app)
add_api(app)
add_partners(app)
add_knowing(app)


@route(app, "ANY", CALLS, Caller.PUBLIC)
def show_no_call() -> Response:
    """Answers a path that no other call takes."""
    sent = current_request(app).to_original_event()
    allowed = methods_at(str(sent["path"]), app.routes, CALLS)
    if not allowed:
        raise NotFound("There is nothing at this address.")
    return refuse_method(str(sent["httpMethod"]), allowed)


page(app, "ANY", PAGES, Caller.PUBLIC, current)(lambda visit: show_error(visit, "not_found", 404))


def sweep_now(context: Any) -> dict[str, int]:
    """Reminds applicants of drafts that expire, and erases those that have expired."""
    from applications.drafts.expire_drafts import (
        expire_drafts,  # residents need not wait for what only the schedule needs
    )

    remaining = getattr(context, "get_remaining_time_in_millis", None)
    done = expire_drafts(now(), (lambda: remaining() > RESERVE_MILLISECONDS) if remaining else lambda: True)
    logger.info("drafts", extra=dict(done))
    flush()
    return done


def handle(event: dict[str, Any], context: Any) -> Any:
    """The entry point of the function: a request, or the hourly check of drafts."""
    if warmed(event):
        return {}
    if ERRAND in event:
        return run_errand(event, ERRANDS)
    if "drafts" in event:
        return sweep_now(context)
    if "sending" in event:
        from applications.sending.send_application import send_waiting  # late: only the sweep needs it

        done = send_waiting(current())
        logger.info("sent what waited", extra=done)
        return done
    if event.get("resource") in (PAGES, CALLS):
        event = as_own(event, app.routes, str(event["resource"]))
    return respond(app, event, context)
