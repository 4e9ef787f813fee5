"""The answer for unknown addresses: API Gateway alone would say 403 and mention a missing token.

A method that an address does not have is refused with a list of those that it has (RFC 9110, 15.5.6); an unknown
address gets a page in the resident's language, or a problem document for programs.
"""

from __future__ import annotations

from chalice.app import Request, Response

from onestop.domain.errors import NotFound
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.large_view import stay_in_view
from onestop.runtime.pages.page_routes import answer_visit
from onestop.runtime.web import refuse_method
from onestop.storage.catalogue.releases import current
from portal.document import methods_at

CATCH_ALL = "/{proxy+}"
ANY = "ANY"
FOR_PROGRAMS = ("/api", "/open311")


def answer_unknown(request: Request) -> Response:
    """The answer to a request that no route takes."""
    sent = request.to_original_event()
    path, method = str(sent["path"]), str(sent["httpMethod"])
    if allowed := methods_at(path):
        return refuse_method(method, allowed)
    if path.startswith(FOR_PROGRAMS):
        raise NotFound("There is nothing at this address.")
    return stay_in_view(answer_visit(request, no_page, {}, current), request)


def no_page(visit: Visit) -> Response:
    raise NotFound("There is no such page.")
