"""The names of the themes that people write about. Pages use them without loading the code that counts (`themes`)."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import NC_, Phrase

THEME_NAMES: Mapping[str, Phrase] = {
    "time": NC_("theme", "How long it takes"),
    "unsolved": NC_("theme", "It is not solved"),
    "information": NC_("theme", "What people are told"),
    "treatment": NC_("theme", "How people are treated"),
    "ease": NC_("theme", "How easy it is"),
    "quality": NC_("theme", "How well it is done"),
    "cost": NC_("theme", "What it costs"),
    "thanks": NC_("theme", "Thanks"),
}
