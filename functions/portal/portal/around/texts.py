"""The words of "around here"."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

AROUND: Mapping[str, Phrase] = {
    "title": N_("Around here"),
    "lead": N_(
        "Open reports near a place: what each is about, roughly where it is, and its status. Never the "
        "words of the people who told us, and never who they are."
    ),
    "ask": N_("Where do you want to look?"),
    "address": N_("Address or landmark"),
    "address_hint": N_("A street with a number, such as 3 Elm Lane, or a place such as Town Hall"),
    "district": N_("Or a district"),
    "no_district": NC_("around", "None"),
    "service": N_("What it is about"),
    "any_service": NC_("around", "Everything"),
    "look": NC_("around", "Show reports"),
    "no_address": N_("We know no such address: write a street with its number, choose a district, or use the map"),
    "several": N_("We know several places of this name. Write which one you mean: {places}"),
    "not_here": N_("This place is not in our area: check it, or choose a district"),
    "wrong_number": N_("Write coordinates in degrees, such as 44.62"),
    "nothing": N_("Nothing that is not closed yet was reported here."),
    "older": N_("There are more than we show here: those reported longest ago are left out."),
    "more": N_("Show older reports"),
    "near": N_("near {place}"),
    "here": N_("near this place"),
    "reported": N_("Reported on {date}"),
    "away": N_("about {metres} m away"),
    "reference": N_("Reference"),
    "photo": N_("See the photo"),
    "photo_of": N_("Photo: {what}"),
    "rough": N_("Places are shown to about a hundred metres."),
    "map_name": N_("Map of these reports"),
    "subscribe": N_("Tell me by email"),
    "subscribe_case": N_("Tell me when it ends"),
    "feeds": N_("To follow this place elsewhere"),
    "atom": N_("Feed (Atom)"),
    "geojson": N_("For maps (GeoJSON)"),
    "open311": N_("All public reports (Open311)"),
    "report_here": N_("Report something here"),
}
COUNT: Plural = NP_("{count} report", "{count} reports")
