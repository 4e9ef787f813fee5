"""The preflight requests that a browser sends before a page of another site may call the API. The portal answers them
for every function, so that the others need no permission for another route each."""

from __future__ import annotations

from chalice.app import Chalice, Response

from onestop.runtime.other_origins import OPEN_CALLS, answer_preflight
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from portal.unknown import answer_unknown


def add_preflights(app: Chalice) -> None:
    """Declares the preflight of each call that is open to other pages."""
    for path in OPEN_CALLS:
        add_preflight(app, path)


def add_preflight(app: Chalice, path: str) -> None:
    @route(app, "OPTIONS", path, Caller.PUBLIC)
    def tell_browser(**parts: str) -> Response:
        """Answers whether a page of another site may make this call; a client that is not a browser is told the
        methods."""
        request = current_request(app)
        origin = request.headers.get("origin")
        if not origin or not request.headers.get("access-control-request-method"):
            return answer_unknown(request)
        return Response(body="", status_code=204, headers={**answer_preflight(path, origin, listed_origins)})


def listed_origins() -> tuple[str, ...]:
    """The origins that the jurisdiction lists."""
    return tuple(current().jurisdiction.get("origins", ()))
