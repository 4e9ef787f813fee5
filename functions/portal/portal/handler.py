"""The entry point of the portal: its pages stand in modules of their own, which are loaded when they are asked for."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from onestop.runtime.other_origins import open_to_origins
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.late_pages import declare_all, declare_near
from onestop.runtime.web import Caller, current_request, make_app, respond, route
from onestop.storage.catalogue.releases import warmed
from portal.page_modules import PAGES
from portal.preflight import add_preflights, listed_origins
from portal.unknown import ANY, CATCH_ALL, answer_unknown

app = make_app("portal")
add_preflights(app)


@route(app, ANY, CATCH_ALL, Caller.PUBLIC)  # API Gateway knows most pages as this one
def show_unknown() -> Response:
    """Answers what no other route takes."""
    return answer_unknown(current_request(app))


def load_all_pages() -> None:
    """Loads every page, where nobody waits."""
    declare_all(app, PAGES)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function. What is warmed has all pages at hand."""
    if warmed(event):
        load_all_pages()
        return {}
    declare_near(app, str(event.get("path") or ""), PAGES)
    if event.get("resource") == CATCH_ALL:
        event = as_own(event, app.routes, CATCH_ALL)
    return open_to_origins(event, respond(app, event, context), listed_origins)
