"""Somebody's preferences, as the page shows them."""

from __future__ import annotations

from typing import Any

from onestop.domain.letters.preferences import KIND_WORDS, MAY_WAIT, Preferences
from onestop.runtime.pages.frame import Visit


def preferences_shown(preferences: Preferences, visit: Visit) -> dict[str, Any]:
    """The values of the fields of the page."""
    ways = dict(preferences.ways)
    quiet = preferences.quiet or ("", "")
    return {
        "ways": [(kind.value, visit.say(words), ways.get(kind, "")) for kind, words in KIND_WORDS.items()],
        "optional": [
            (kind.value, visit.say(words), kind in preferences.without)
            for kind, words in KIND_WORDS.items()
            if kind in MAY_WAIT
        ],
        "quiet_from": quiet[0],
        "quiet_to": quiet[1],
        "zone": preferences.zone or visit.offer.jurisdiction["time_zone"],
    }
