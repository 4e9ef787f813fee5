"""Somebody writes what they think of us, without a case: we keep it for the agency that reads feedback, and say
thanks."""

from __future__ import annotations

import hashlib

from intake.sms.moves import Move
from intake.sms.turns import RECORDED, TalkTurn, TurnOutcome, language_of, reply_in_words
from onestop.domain.errors import NotValid
from onestop.domain.surveys.feedback import read_feedback
from onestop.storage.guards import count_one
from onestop.storage.incoming.talks import Talk
from onestop.storage.surveys.feedback import keep_feedback

MOST = 5  # from one number in an hour; further ones are thanked for, but not kept


def keep_opinion(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Keeps the words, once however often the message is delivered."""
    language = turn.catalogue.language(language_of(turn, talk))
    sent = {"kind": move.choice or "", "words": turn.meaning.rest}
    name = hashlib.sha256(f"{turn.message.channel}:{turn.message.id}".encode()).hexdigest()[:32]
    try:
        feedback = read_feedback(
            sent,
            lambda _: None,
            turn.catalogue,
            turn.at,
            channel=turn.message.channel,
            language=language,
            name=name,
        )
    except NotValid:  # too long for an opinion
        return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "opinion"))
    if count_one(f"feedback:{turn.identity}", MOST, turn.at):
        keep_feedback(feedback)
    return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "opinion"))
