"""A photo of a case that a member of staff has released: shown to anybody while its case is in public lists."""

from __future__ import annotations

from chalice.app import Chalice, Response

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound
from onestop.domain.places.spots import is_public
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.cases.object_links import link_to, link_to_small
from onestop.storage.cases.public_fields import is_shown
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.releases import current

SMALL = "small"  # the size for lists


def add_photos(app: Chalice) -> None:
    """Declares where the photos are."""

    @route(app, "GET", "/around/photos/{reference}", Caller.PUBLIC)
    def send_photo(reference: str) -> Response:
        """Redirects to the photo for a few minutes; with `size=small` to a small one.

        A photo that is not public is treated as if it did not exist.
        """
        whole = load_whole(read_reference(reference) or "")
        case = whole.file.case
        photo = next((each for each in whole.attachments if each.id == case.photo and each.kept), None)
        service = current().services.get(case.service or "")
        if photo is None or not is_shown(case) or not is_public(service):
            raise NotFound("There is no such photo.", "reference")
        link = link_to_small if query(current_request(app), "size") == SMALL else link_to
        return Response(body="", status_code=302, headers={"Location": link(case.reference, photo)})
