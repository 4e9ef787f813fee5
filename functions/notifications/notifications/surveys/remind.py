"""The one reminder of a survey: the same letter again, some days after the first, to people who have not answered.

It is held like any letter that waits: it is sent at an hour by day, and not at all if they have answered since, the
case was reopened, or the time to answer is over (`waiting.STILL_OPEN`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from notifications.waiting.claim_or_hold import hold_for_digest
from onestop.domain.cases.case import Case
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import Person
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.held_letters import HeldLetter

AGAIN = ".again"  # added to the event of a reminder: it is a letter of its own, and the last of its kind
REMINDED = "survey-invited"


def remind_later(letter: HeldLetter, case: Case, person: Person, at: datetime) -> None:
    """Holds the reminder of a letter that was just sent, once however often this is done."""
    first = letter.notification
    survey = current().surveys.get(case.survey or "")
    days = survey.get("ask", {}).get("remind_days") if survey else None
    if first.letter != REMINDED or first.event.endswith(AGAIN) or not days:
        return
    due = at + timedelta(days=days)
    again = replace(
        first,
        event=f"{first.event}{AGAIN}",
        status=LetterState.HELD,
        created_at=at,
        sent_at=None,
        provider_id=None,
        looked_at=due,  # until then it is not stuck: it waits for its day
    )
    hold_for_digest(replace(letter, notification=again, not_before=due), person, due)
