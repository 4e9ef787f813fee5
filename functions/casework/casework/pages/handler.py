"""The entry point of the staff desk: every page stands in a module of its own, which is loaded when it is asked for."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from casework.pages.declare_page import answer_visit
from casework.pages.desk_request import app
from casework.pages.error_pages import show_error
from casework.pages.frame import TEMPLATES
from casework.pages.page_modules import load_all_pages, load_pages_near
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.frame import environment
from onestop.runtime.web import Caller, respond, route
from onestop.storage.catalogue.releases import warmed

NOWHERE = "/desk/{proxy+}"  # all addresses without a page


@route(app, "ANY", NOWHERE, Caller.PUBLIC)
def show_nothing() -> Response:
    """Answers for an address without a page, or a method that its page does not have."""
    return answer_visit(lambda visit: show_error(visit, "not_found", 404))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function. What is warmed has all pages and the templates at hand too."""
    if warmed(event):
        load_all_pages()
        environment(TEMPLATES).get_template("inbox/page.html")
        return {}
    load_pages_near(str(event.get("path") or ""))
    return respond(app, as_own(event, app.routes, NOWHERE), context)
