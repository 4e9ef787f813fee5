"""The entry point of the Open311 server. It has its own function, so that programs that read everything do not delay
residents."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from intake.open311.routes import NOWHERE, add_routes
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.web import make_app, respond
from onestop.storage.catalogue.releases import warmed

app = make_app("open311")
add_routes(app)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request of a program. What is warmed has what opens cases at hand too."""
    if warmed(event):
        import_module("intake.open311.posting")
        import_module("intake.open311.commenting")
        return {}
    if event.get("resource") == NOWHERE:
        event = as_own(event, app.routes, NOWHERE)
    return respond(app, event, context)
