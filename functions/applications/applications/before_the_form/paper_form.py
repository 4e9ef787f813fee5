"""The form of a service as a PDF, to fill in on a screen or by hand."""

from __future__ import annotations

from chalice.app import Chalice, Response

from applications.drafts.store import form_for
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current

AN_HOUR = "public, max-age=3600"


def add_papers(app: Chalice) -> None:
    """Declares the route."""
    declare(app, "GET", "/apply/{service}/paper", Caller.PUBLIC, current)(send_paper)


def send_paper(visit: Visit, service: str) -> Response:
    """Sends the form as a PDF in the language of the visit; in large print with `large`."""
    form = form_for(service, visit.offer)
    from onestop.runtime.paper.form import make_paper  # late: it loads what draws PDFs

    large = query(visit.request, "large") is not None
    name = f"{form.code}-{visit.language}{'-large' if large else ''}.pdf"
    headers: dict[str, str | list[str]] = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": AN_HOUR,
    }
    return Response(body=make_paper(form, visit.language, visit.say, large).decode("ascii"), headers=headers)
