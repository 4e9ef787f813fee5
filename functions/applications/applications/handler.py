"""The entry point of applications: the pages that fill in a form, and the calls of programs."""

from __future__ import annotations

from typing import Any

from applications.api import add_api
from applications.pages import add_pages
from onestop.domain.errors import NotFound
from onestop.runtime.finding_routes import as_own
from onestop.runtime.pages import page, show_error
from onestop.runtime.web import Caller, make_app, respond, route
from onestop.storage.catalogue import current, warmed

PAGES, CALLS = "/apply/{proxy+}", "/api/applications/{proxy+}"  # what API Gateway knows of our routes

app = make_app("applications")
add_pages(app)
add_api(app)


@route(app, "ANY", CALLS, Caller.PUBLIC)
def show_no_call() -> None:
    """What no other call takes."""
    raise NotFound("There is nothing at this address.")


page(app, "ANY", PAGES, Caller.PUBLIC, current)(lambda visit: show_error(visit, "not_found", 404))


def handle(event: dict[str, Any], context: Any) -> Any:
    """The entry point of the function."""
    if warmed(event):
        return {}
    if event.get("resource") in (PAGES, CALLS):
        event = as_own(event, app.routes, str(event["resource"]))
    return respond(app, event, context)
