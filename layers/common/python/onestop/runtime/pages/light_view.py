"""The light view of a page, for the weakest connection: no script and no pictures. Chosen automatically if the browser
asks to save data, or by anyone in the address of the page; then links stay in it."""

from __future__ import annotations

from chalice.app import Request

from onestop.runtime.pages.large_view import LARGE
from onestop.runtime.read_request import query

LIGHT, FULL = "light", "full"


def view_asked(request: Request) -> dict[str, str]:
    """Returns the view that the address asks for, as the query that keeps it; empty if it asks for none."""
    view = query(request, "view")
    return {"view": view} if view in (LIGHT, FULL, *LARGE) else {}


def is_light(request: Request) -> bool:
    """Whether to answer with the light view: as the address asks, or else as the browser does."""
    asked = view_asked(request).get("view")
    return asked == LIGHT or (asked is None and saves_data(request))


def saves_data(request: Request) -> bool:
    """Whether the browser asks for as little data as possible."""
    return (request.headers.get("save-data") or "").strip().lower() == "on"
