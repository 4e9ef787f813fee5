"""The page for those who write programs, and the documents of the API and of the events for their tools."""

from __future__ import annotations

from pathlib import Path

from chalice.app import Chalice, Response

from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.web import Caller, route
from onestop.storage.catalogue.releases import current
from portal import document
from portal.developers import pages
from portal.developers.texts import DEVELOPERS

TEMPLATES = Path(__file__).parents[1] / "templates"


def add_developers(app: Chalice) -> None:
    """Declares the page and the documents."""
    page(app, "GET", "/developers", Caller.PUBLIC, current)(show_developers)
    route(app, "GET", "/developers/openapi.json", Caller.PUBLIC)(show_document)
    route(app, "GET", "/developers/asyncapi.json", Caller.PUBLIC)(show_events_document)


def show_developers(visit: Visit) -> Response:
    """Every call of the API, for those who write programs."""
    title = visit.say(DEVELOPERS["title"])
    return show(visit, TEMPLATES, "developers.html", title, "/developers", DEVELOPERS, groups=pages.groups())


def show_document() -> Response:
    """The API as an OpenAPI 3.1 document."""
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "Cache-Control": "public, max-age=300"}
    return Response(body=document.text(), headers=headers)


def show_events_document() -> Response:
    """The events, on the topic and by webhooks, as an AsyncAPI 3 document."""
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "Cache-Control": "public, max-age=300"}
    return Response(body=document.events_text(), headers=headers)
