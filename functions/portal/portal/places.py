"""The places that words may mean, for the form that asks where something is; found in the jurisdiction's own
gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Chalice

from onestop.domain.errors import Fault, NotValid
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.gazetteer import gazetteer_of
from onestop.storage.catalogue.releases import current
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute

if TYPE_CHECKING:
    from onestop.contracts.answers.public import PlaceFound, PlacesFound

LONGEST = 200


def add_places(app: Chalice) -> None:
    """Adds the call that finds places in words."""

    @route(app, "GET", "/api/places", Caller.PUBLIC)
    def find_places_in_words() -> AnswerOf[PlacesFound]:
        """The places that words may mean: one, several to choose from, or none.

        The question is not kept, and no other service is asked.
        """
        from onestop.domain.places.find_place import find_places  # late: no page needs it

        request = current_request(app)
        text = (query(request, "text") or "").strip()
        if not text or len(text) > LONGEST:
            raise NotValid(
                Fault("text", "these are no words of an address", f"at most {LONGEST} letters of an address")
            )
        found: list[PlaceFound] = [
            {"name": each.name, "precision": each.precision, "lat": round(each.lat, 5), "long": round(each.long, 5)}
            for each in find_places(text, gazetteer_of(current()))
        ]
        body: PlacesFound = {"places": found}
        return keep_a_minute(request, answer_with(body, headers=OPEN_TO_PAGES))
