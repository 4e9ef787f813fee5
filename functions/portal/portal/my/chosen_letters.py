"""Which letters somebody wants how and when, as programs say it: the same data that the page keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from onestop.contracts.preferences import read_preferences
from onestop.contracts.signed_in_requests import LetterPreferences
from onestop.domain.errors import Fault, NotValid
from onestop.domain.letters.preferences import Preferences
from onestop.storage.catalogue.releases import current

if TYPE_CHECKING:
    from onestop.contracts.answers.signed_in_resident import Preferences as ToldPreferences

# The fields of the page -> where a program finds the mistake, what it is, and what would be right.
WRONG = {
    "quiet_from": ("letters.quiet", "there are no such quiet hours", "two hours, such as 22:00 and 07:00"),
    "quiet_to": ("letters.quiet", "there are no such quiet hours", "two hours, 16 hours apart at most"),
    "zone": ("letters.time_zone", "there is no such time zone", "a name such as America/Halifax"),
}


def chosen_letters(body: LetterPreferences) -> Preferences:
    """Reads what a program chose, checked as on the page. Raises NotValid."""
    fields = {
        **{f"way_{kind}": way for kind, way in structs.asdict(body.channels).items() if way},
        **{f"without_{kind}": "yes" for kind in body.without},
        "pace": "daily" if body.daily else "at_once",
        "quiet_from": body.quiet.begins if body.quiet else "",
        "quiet_to": body.quiet.ends if body.quiet else "",
        "zone": body.time_zone or "",
    }
    preferences, wrong = read_preferences(fields)
    if wrong:
        raise NotValid(*(Fault(*WRONG[field]) for field, _ in wrong))
    return preferences


def told_preferences(language: str, channel: str | None, preferences: Preferences) -> ToldPreferences:
    """What somebody wants, in the words of the API."""
    quiet = preferences.quiet
    chosen: Any = channel
    ways: Any = dict(preferences.ways)
    without: Any = list(preferences.without)
    told: ToldPreferences = {
        "language": language,
        "channel": chosen,
        "letters": {
            "channels": ways,
            "without": without,
            "daily": preferences.daily,
            "quiet": {"begins": quiet[0], "ends": quiet[1]} if quiet else None,
            "time_zone": preferences.zone or current().jurisdiction["time_zone"],
        },
    }
    return told
