"""What a television or a kiosk needs of the portal: its script, and a way to leave nothing behind. Other pages' scripts
that functions share are here, too."""

from __future__ import annotations

from chalice.app import Chalice, Response

from onestop.domain.errors import NotFound
from onestop.runtime.kept_links import forget_all
from onestop.runtime.pages import large_view, upload_check
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.pages.light_view import view_asked
from onestop.runtime.pages.page_routes import page
from onestop.runtime.web import Caller, route
from onestop.storage.catalogue.releases import current
from portal.map_pages import kept_for_good


def add_large_view(app: Chalice) -> None:
    """Declares the script, and the button that ends a visit."""
    page(app, "POST", "/end", Caller.PUBLIC, current)(end_visit)

    @route(app, "GET", "/view/{file}", Caller.PUBLIC)
    def send_large_script(file: str) -> Response:
        """Sends the present script of the large view, or of pages that upload a file."""
        for script in (large_view, upload_check):
            if file == script.name():
                return kept_for_good(script.text(), "text/javascript; charset=utf-8")
        raise NotFound("There is no such file.", "file")


def end_visit(visit: Visit) -> Response:
    """Has the browser forget every case and survey, and starts again in the same view. It changes nothing on our side,
    and a request from another site comes without the cookies that it would delete."""
    return forget_all(go_to("/", visit.language, **view_asked(visit.request)), visit.request)
