"""The places that words may mean, for the form that asks where something is: by the jurisdiction's own gazetteer."""

from __future__ import annotations

import json

from chalice.app import Chalice, Response

from onestop.domain.errors import Fault, NotValid
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.gazetteer import gazetteer_of
from onestop.storage.catalogue.releases import current
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute

LONGEST = 200


def add_places(app: Chalice) -> None:
    """Adds the call that finds places in words."""

    @route(app, "GET", "/api/places", Caller.PUBLIC)
    def find_places_in_words() -> Response:
        """The places that words may mean: one, several to choose from, or none.

        Nothing is kept of what was asked, and nobody else is asked.
        """
        from onestop.domain.places.find_place import find_places  # late: no page needs it

        request = current_request(app)
        text = (query(request, "text") or "").strip()
        if not text or len(text) > LONGEST:
            raise NotValid(
                Fault("text", "these are no words of an address", f"at most {LONGEST} letters of an address")
            )
        found = [
            {"name": each.name, "precision": each.precision, "lat": round(each.lat, 5), "long": round(each.long, 5)}
            for each in find_places(text, gazetteer_of(current()))
        ]
        headers: dict[str, str | list[str]] = {"Content-Type": "application/json", **OPEN_TO_PAGES}
        body = json.dumps({"places": found}, ensure_ascii=False)
        return keep_a_minute(request, Response(body=body, headers=headers))
