"""The entry point of the Open311 server. It has its own function, so that programs that read everything do not delay
residents."""

from __future__ import annotations

from typing import Any

from intake.open311.routes import add_routes
from onestop.runtime.web import make_app, respond
from onestop.storage.catalogue.releases import warmed

app = make_app("open311")
add_routes(app)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request of a program."""
    return {} if warmed(event) else respond(app, event, context)
