"""What a caller thinks of us, without a case: its kind by a key, and the words if the flow has a transcript."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from intake.danger import danger_in_words
from intake.limits import counter_of
from intake.voice.phone_call import PhoneCall
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotValid
from onestop.domain.surveys.feedback import FeedbackKind, read_feedback
from onestop.domain.translation import N_, Phrase
from onestop.storage.guards import count_one
from onestop.storage.surveys.feedback import keep_feedback

KINDS: Mapping[str, FeedbackKind] = {
    "1": FeedbackKind.PRAISE,
    "2": FeedbackKind.IDEA,
    "3": FeedbackKind.COMPLAINT,
    "4": FeedbackKind.STAFF,
}
PRAISED: Phrase = N_("By telephone keypad: praise, without words.")
MOST = 5  # from one number in an hour; further ones are thanked for, but not kept
DANGER, NOT_CHOSEN, HEARD = "danger", "not_chosen", "heard"


def hear_opinion(call: PhoneCall, catalogue: Catalogue, at: datetime) -> str:
    """Keeps what a caller said, once a call; returns the outcome. Praise needs no words; an idea or a complaint without
    words goes to a person. If a danger is named nothing is kept here, because it is a case."""
    kind, said = KINDS.get(call.keyed("pressed")), call.said.get("transcript", "").strip()
    if said and danger_in_words((said,), catalogue):
        return DANGER
    if kind is None or not (said or kind is FeedbackKind.PRAISE):
        return NOT_CHOSEN
    words = said or catalogue.say(PRAISED, catalogue.jurisdiction["default_language"])
    try:
        feedback = read_feedback(
            {"kind": kind, "words": words},
            lambda _: None,
            catalogue,
            at,
            channel="phone",
            language=catalogue.language(call.language),
            name=hashlib.sha256(f"phone:{call.id}:{kind}".encode()).hexdigest()[:32],
        )
    except NotValid:  # longer than an opinion may be
        return NOT_CHOSEN
    if count_one(counter_of("feedback", call.number or "withheld"), MOST if call.number else 4 * MOST, at):
        keep_feedback(feedback)
    return HEARD
