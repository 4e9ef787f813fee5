"""Takes in text messages: a need becomes a case in one call, with nothing read before; anything else is answered."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from intake.danger import danger_in_message, say_first
from intake.incoming import Incoming, Received
from intake.quarantine import hold_back
from intake.receiving import receive
from intake.record_arrival import record_arrival
from intake.sms import moves
from intake.sms.answer_question import article_for
from intake.sms.meaning import understand_message
from intake.sms.move_handlers import EVEN_STOPPED, MOVE_HANDLERS
from intake.sms.moves import Move, next_move
from intake.sms.open_case import open_need, take_number_off
from intake.sms.reading import SMS, TextMessage, read_messages
from intake.sms.send_reply import reply
from intake.sms.turns import RECORDED, TalkTurn, TurnOutcome, contact_of, language_of, with_message_heard
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.guards import GuardFailed
from onestop.storage.incoming.talks import TALK, Talk, begins, change_talk, find_talk, goes_on, read_talk

ATTEMPTS = 5


def take_message(body: Mapping[str, Any], at: datetime) -> None:
    """Takes in text messages from the queue. What we cannot read is held back for a person, whole."""
    if receive_messages(body, current(), at, secrets.randbits) is None:
        told = json.dumps(body, sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
        hold_back(Incoming(channel=SMS, key=key, text=told), "not_understood", at)


def receive_messages(
    body: Any, catalogue: Catalogue, at: datetime, random_bits: Callable[[int], int]
) -> list[Received] | None:
    """Takes in all messages of one notification from the queue; None if it is not about text messages."""
    messages = read_messages(body)
    return None if messages is None else [take_in_message(message, catalogue, at, random_bits) for message in messages]


def take_in_message(
    message: TextMessage, catalogue: Catalogue, at: datetime, random_bits: Callable[[int], int]
) -> Received:
    """Takes in one message, once however often it is delivered."""
    language = catalogue.language()
    if message.empty:
        record_arrival("empty", message.channel, message.id, at)
        return Received(what=RECORDED, reference=None, language=language)
    if message.number is None:  # nobody to talk with
        return receive(contact_of(message), catalogue, at, random_bits)
    meaning, danger = understand_message(message.text), danger_in_message((message.text,), catalogue)
    turn = TalkTurn(
        message=message,
        meaning=meaning,
        identity=identity_of(message.number, identity_key()),
        catalogue=catalogue,
        at=at,
        random_bits=random_bits,
        danger=danger,
        article=None if danger else article_for(message, meaning, catalogue),
    )
    outcome = take_turn(turn)
    answer_message(turn, message.number, outcome)
    return Received(what=outcome.what, reference=outcome.reference, language=language)


def answer_message(turn: TalkTurn, number: str, outcome: TurnOutcome) -> None:
    """Answers a message. Somebody who names a danger gets the emergency number first, whatever else we have to say,
    even if they want no messages, because it answers their own."""
    if turn.danger and outcome.what != "again":
        language = turn.catalogue.language(outcome.language, turn.danger.language)
        reply(number, say_first(turn.danger.code, language, turn.catalogue, outcome.reference))
    if outcome.reply:
        reply(number, outcome.reply)


def take_turn(turn: TalkTurn) -> TurnOutcome:
    """Handles one message. A need begins a conversation without reading whether there is one already, because the write
    itself tells."""
    if not turn.meaning.is_need or turn.article:
        return go_on_with_talk(turn, find_talk(turn.identity))
    try:
        return open_need(turn, Talk(identity=turn.identity), lambda talk: begins(talk, turn.at))
    except GuardFailed as held:
        return go_on_with_talk(turn, known_from(held, turn))


def go_on_with_talk(turn: TalkTurn, talk: Talk) -> TurnOutcome:
    """Handles one message of an existing conversation; decides again if another message of theirs was faster."""
    for attempt in range(1, ATTEMPTS + 1):
        if turn.message.id in talk.heard:
            return TurnOutcome(what="again", reference=talk.about)
        move = next_move(turn.meaning, talk, turn.at, danger=turn.danger is not None)
        if move.kind == moves.OPEN and turn.article:
            move = Move(kind=moves.INFORM)
        if move.kind != moves.OPEN:
            take_number_off(turn)
            outcome = keep_talk_outcome(turn, talk, move.kind, MOVE_HANDLERS[move.kind](turn, talk, move))
            return replace(outcome, language=language_of(turn, talk) if turn.danger else None)
        try:
            return open_need(turn, talk, lambda after, before=talk: goes_on(after, before, turn.at))  # type: ignore[misc]
        except GuardFailed as held:
            if attempt == ATTEMPTS:
                raise
            talk = known_from(held, turn)
    raise AssertionError("unreachable: the last attempt returns or raises")


def known_from(held: GuardFailed, turn: TalkTurn) -> Talk:
    """The conversation that prevented an opening, as the refused write returned it."""
    if held.name != TALK:
        raise held
    return read_talk(held.row, turn.identity)


def keep_talk_outcome(turn: TalkTurn, talk: Talk, kind: str, outcome: TurnOutcome) -> TurnOutcome:
    """Stores the new state of the conversation, and that this message was handled, before anything is answered: a
    message is answered at most once, and a number only a limited number of times in an hour."""
    asked = bool(outcome.reply)
    kept = change_talk(talk, lambda known: with_message_heard(outcome.become(known), turn, asked), turn.at)
    may_answer = kept.answered[-1:] == (turn.at,) or kind == "stop"
    if not may_answer or (talk.stopped and kind not in EVEN_STOPPED):
        return TurnOutcome(what=outcome.what, reference=outcome.reference)
    return outcome
