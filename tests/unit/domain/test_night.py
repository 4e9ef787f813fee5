"""By night a letter leaves for who waits for it; no telephone rings for the rest; a survey waits for the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from notifications.owed.which_letters import FOLLOWERS, LETTERS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.night import BY_NIGHT, leaves_at

NIGHT = datetime.fromisoformat("2026-11-24T02:10:00-04:00")
MORNING = datetime.fromisoformat("2026-11-24T08:00:00-04:00")
CHRISTMAS = datetime.fromisoformat("2026-12-25T09:00:00-04:00")


# fmt: off
TABLE = [
    # what happened       asked for  e-mail   text message
    ("case.opened",       True,     NIGHT,   NIGHT),
    ("case.opened",       False,    NIGHT,   NIGHT),
    ("case.endangered",   False,    NIGHT,   NIGHT),
    ("contact.received",  False,    NIGHT,   NIGHT),
    ("case.reopened",     True,     NIGHT,   NIGHT),
    ("case.reopened",     False,    NIGHT,   MORNING),
    ("case.closed",       True,     NIGHT,   NIGHT),
    ("case.closed",       False,    NIGHT,   MORNING),
    ("case.resolved",     False,    NIGHT,   MORNING),
    ("contact.sent",      False,    NIGHT,   MORNING),
    ("resident.asked",    False,    NIGHT,   MORNING),
    ("resident.reminded", False,    MORNING, MORNING),
    ("survey.invited",    True,     MORNING, MORNING),
]
# fmt: on


@pytest.mark.parametrize(("event", "asked_for", "by_email", "by_text"), TABLE)
def test_each_letter_leaves_by_night_or_waits(
    catalogue: Catalogue, event: str, asked_for: bool, by_email: datetime, by_text: datetime
) -> None:
    left = [leaves_at(event, channel, NIGHT, catalogue, asked_for=asked_for) for channel in ("email", "sms", "push")]
    assert left == [by_email, by_text, by_text]


def test_every_event_that_owes_a_letter_says_what_it_does_by_night() -> None:
    assert {kind.partition("/")[0] for kind in (*LETTERS, *FOLLOWERS)} == set(BY_NIGHT)


@pytest.mark.parametrize("event", sorted(BY_NIGHT))
def test_by_day_everything_leaves_at_once_on_holidays_too(catalogue: Catalogue, event: str) -> None:
    for moment in (MORNING, MORNING + timedelta(hours=6), CHRISTMAS):
        assert leaves_at(event, "sms", moment, catalogue, asked_for=False) == moment
