"""Life events, such as a birth or moving: each leads to one form of shared questions, which opens the services that
somebody chooses. The catalogue says which there are (`life` of a service)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalice.app import Chalice, Response

from applications.form_pages.page_values import TEMPLATES
from applications.texts import LIFE
from onestop.domain.catalogue.plans import stages_given
from onestop.domain.catalogue.service import Service
from onestop.domain.errors import NotFound
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current

PATH = "/apply/life"


def add_life(app: Chalice) -> None:
    """Declares the route; below /apply, which is one route to API Gateway."""
    declare(app, "GET", PATH, Caller.PUBLIC, current)(show_life)


def show_life(visit: Visit) -> Response:
    """Shows all life events, each with the services it opens. A jurisdiction without any has no such page."""
    events = [service for service in visit.offer.release["services"] if service.get("life")]
    if not events:
        raise NotFound("There is nothing at this address.")
    shown = [say_event(service, visit) for service in events]
    return show(visit, TEMPLATES, "life.html", visit.say(LIFE["title"]), PATH, LIFE, events=shown)


def say_event(service: Service, visit: Visit) -> dict[str, Any]:
    return {
        "code": service["code"],
        "name": visit.say(service["name"]),
        "about": visit.say(service["description"]),
        "parts": list(chosen_parts(service, visit)),
    }


def chosen_parts(service: Service, visit: Visit) -> Iterator[str]:
    """Yields the parts that somebody can ask for: those that an answer opens."""
    return (visit.say(task["name"]) for stage in stages_given(service) for task in stage["tasks"] if task.get("when"))
