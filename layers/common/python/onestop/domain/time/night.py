"""What we send at night: people who wait for a letter get it at once, and nobody's telephone rings for other letters.

A letter that answers what its reader did a moment ago leaves at any hour. Letters caused by staff or by time leave by
e-mail or on paper, which wait quietly until somebody looks, and by text message in the morning. Letters that nobody
misses before the morning, such as the survey, wait for it on every channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.quiet_hours import next_waking_hour

RINGS = ("sms", "push")  # they make a telephone ring where its owner sleeps
CALLS = "voice"  # nobody is called at night, whatever they did a moment ago


class Waits(StrEnum):
    """On which channels a letter waits for the morning."""

    NOWHERE = "at once"
    BY_TEXT = "text messages wait"
    EVERYWHERE = "waits"


# event -> how the letters about it leave at night, if nobody has just asked for them.
BY_NIGHT: Mapping[str, Waits] = {
    "case.opened": Waits.NOWHERE,  # a receipt: its reader has just brought the need, or has staff write it down
    "case.endangered": Waits.NOWHERE,
    "contact.received": Waits.NOWHERE,  # the link to confirm that words are theirs
    "resident.asked": Waits.BY_TEXT,
    "contact.sent": Waits.BY_TEXT,
    "case.handed_over": Waits.BY_TEXT,
    "decision.made": Waits.BY_TEXT,
    "case.resolved": Waits.BY_TEXT,
    "case.reopened": Waits.BY_TEXT,
    "case.unmerged": Waits.BY_TEXT,
    "case.closed": Waits.BY_TEXT,
    "resident.reminded": Waits.EVERYWHERE,
    "survey.invited": Waits.EVERYWHERE,
}


def leaves_at(event: str, channel: str, moment: datetime, catalogue: Catalogue, *, asked_for: bool) -> datetime:
    """Returns when a letter about an event may leave: the moment itself, or the beginning of the next daytime hours.

    `asked_for` says that it answers what its reader did a moment ago.
    """
    waits = BY_NIGHT[event]
    if channel == CALLS:
        return next_waking_hour(moment, catalogue)
    awake = waits is Waits.NOWHERE or (waits is Waits.BY_TEXT and (asked_for or channel not in RINGS))
    return moment if awake else next_waking_hour(moment, catalogue)
