"""The names of what is compared between groups of residents: on the public page of figures and at the desk."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

DIMENSIONS: Mapping[str, Phrase] = {
    "district": NC_("figures", "District"),
    "channel": NC_("figures", "Way"),
    "language": NC_("figures", "Language"),
    "segment": NC_("figures", "Segment"),
}
RESPECTS: Mapping[str, Phrase] = {
    "routed": N_("how soon an agency has it"),
    "first action": N_("how soon something happens"),
    "resolved": N_("how soon it is done"),
    "promise kept": N_("whether the promise is kept"),
    "opened again": N_("whether it had to be opened again"),
    "handed on": N_("whether it was handed on to another agency"),
    "ended without being resolved": N_("whether it ended without being done"),
    "answered the survey": N_("whether they tell us how it went"),
    "satisfied": N_("whether they are satisfied"),
    "reached by letters": N_("whether our letters reach them"),
}
