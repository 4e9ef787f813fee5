"""The words about photos and documents on the page of a case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

ATTACHED: Mapping[str, Phrase] = {
    "attached": N_("Photos and documents"),
    "photo": NC_("picture", "Photo: {name}"),
    "attach": N_("Add a photo or document"),
}
