"""One conversation across all channels, in the order of time: what came in, what went out, and how far it is
believed."""

from __future__ import annotations

import re
from typing import Any

from casework.pages.case.texts import CHANNELS
from casework.pages.case.words import CaseWords
from casework.views.case_story import is_contact_seen
from casework.views.recorded_views import SeenCase
from onestop.domain.cases.lifecycle import Direction
from onestop.domain.letters.delivery import MISSED
from onestop.domain.letters.delivery_words import words_of
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof

FILLED_IN = re.compile(r"\(\(.*?\)\)")


def talk_of(seen: SeenCase, words: CaseWords) -> list[dict[str, Any]]:
    """Returns messages and letters, the oldest first. A letter is shown by its subject, without its text."""
    said: list[dict[str, Any]] = [
        {
            "at": each.at,
            "who": words.who(each.by),
            "ours": each.direction is Direction.OUT,
            "channel": channel_words(words, each.channel),
            "text": each.text,
            "proof": "" if each.proof is Proof.PROVEN else each.proof.value,
            "confirmed": each.confirmed_at is not None,
            "letter": "",
            "failed": False,
            "state": "",
        }
        for each in seen.whole.contacts
        if is_contact_seen(each, seen.sight)
    ]
    sent = [
        {
            "at": letter.created_at,
            "who": words.who(Actor.SYSTEM),
            "ours": True,
            "channel": channel_words(words, letter.channel),
            "text": "",
            "proof": "",
            "confirmed": False,
            "letter": subject_of(words, letter.letter, letter.reference),
            "failed": letter.status in MISSED,
            "state": words.visit.say(words_of(letter.status, letter.provider_id)),
        }
        for letter in seen.letters
    ]
    return [
        {**each, "when": words.when(each["at"]), "at": each["at"].isoformat()}
        for each in sorted([*said, *sent], key=lambda each: each["at"])
    ]


def channel_words(words: CaseWords, channel: str) -> str:
    return words.visit.say(CHANNELS[channel]) if channel in CHANNELS else channel


def subject_of(words: CaseWords, code: str, reference: str) -> str:
    """Returns what a letter is about: its subject with the reference; its code if the catalogue no longer has it."""
    known = words.visit.offer.letters.get(code)
    subject = words.visit.say(known["email"]["subject"]) if known else code
    return FILLED_IN.sub("…", subject.replace("((reference))", reference))
