"""What the page of a case tells its resident about our letters: which letter, by which channel, and whether it
arrived."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.delivery import MISSED, WITH_PROVIDER, LetterState
from onestop.domain.letters.delivery_words import words_of
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import NC_, Phrase
from onestop.storage.letters.notifications import Notification, notifications_of

FILLED_IN = re.compile(r"\(\(.*?\)\)")
SHOWN = WITH_PROVIDER | MISSED | {LetterState.CANCELLED}
WAYS: Mapping[str, Phrase] = {
    "email": NC_("channel", "Email"),
    "sms": NC_("channel", "Text message"),
    "letter": NC_("channel", "Letter"),
    "push": NC_("channel", "App"),
    "voice": NC_("channel", "Call"),
}


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter of ours: its subject, its channel, its status in words, and since when."""

    subject: str
    way: str
    state: str
    missed: bool
    at: datetime
    moment: str


def letters_told(reference: str, catalogue: Catalogue, language: str) -> list[LetterView]:
    """The letters about a case that were sent, could not be sent or were not wanted, the newest first: one Query. No
    address is shown, because a link may be passed on."""
    letters = (each for each in notifications_of(reference) if each.status in SHOWN)
    zone = catalogue.jurisdiction["time_zone"]
    told = (shown_letter(each, catalogue, language, zone) for each in letters)
    return sorted(told, key=lambda each: each.at, reverse=True)


def shown_letter(letter: Notification, catalogue: Catalogue, language: str, zone: str) -> LetterView:
    at = letter.moved_at or letter.sent_at or letter.created_at
    return LetterView(
        subject=subject_of(letter, catalogue, language),
        way=catalogue.say(WAYS[letter.channel], language) if letter.channel in WAYS else letter.channel,
        state=catalogue.say(words_of(letter.status, letter.provider_id), language),
        missed=letter.status in MISSED,
        at=at,
        moment=say_moment(at, zone, language),
    )


def subject_of(letter: Notification, catalogue: Catalogue, language: str) -> str:
    """What a letter is about: its subject with the reference; its code if it is no longer in the catalogue."""
    known = catalogue.letters.get(letter.letter)
    if known is None:
        return letter.letter
    subject = catalogue.say(known["email"]["subject"], language).replace("((reference))", letter.reference)
    return FILLED_IN.sub("…", subject)
