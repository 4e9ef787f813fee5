"""A text message that is a need: the case and the new state of the conversation are stored in one transaction, which
also allows our messages to its number again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from intake.opening import reference_of
from intake.receiving import receive
from intake.sms.reading import SMS
from intake.sms.texts import LANGUAGE_CHOICE
from intake.sms.turns import FOLLOWS, TalkTurn, TurnOutcome, contact_of, language_of, with_message_heard
from onestop.domain.languages import name_of_language
from onestop.storage.guards import Guard
from onestop.storage.incoming.talks import PendingQuestion, Talk, with_question_asked
from onestop.storage.letters.suppressions import is_suppressed, take_off, taken_off

CHOOSES = timedelta(days=1)  # how long a number may answer which language they read


def open_need(turn: TalkTurn, talk: Talk, guard: Callable[[Talk], Guard]) -> TurnOutcome:
    """Opens a case. `guard` stores the new state of the conversation, on a condition; raises GuardFailed.

    The reference is derived from the message, so it is known before the case is open.
    """
    message = turn.message
    reference = reference_of(f"{message.channel}:{message.id}")
    language = language_of(turn, talk)
    question = None if language else language_question(turn)
    after = replace(
        talk, about=reference, about_until=turn.at + FOLLOWS, spoken=turn.catalogue.language(language, talk.spoken)
    )
    if question:
        languages = tuple(turn.catalogue.jurisdiction["languages"])
        asked = PendingQuestion(kind="language", until=turn.at + CHOOSES, reference=reference, choices=languages)
        after = with_question_asked(after, asked, turn.at)
    kept = with_message_heard(after, turn, bool(question))
    contact = contact_of(message, language=language)
    guards = (guard(kept), taken_off(turn.identity)) if message.channel == SMS else (guard(kept),)
    received = receive(contact, turn.catalogue, turn.at, turn.random_bits, guards=guards)
    may_ask = received.what == "opened" and kept.answered != after.answered and not talk.stopped
    return TurnOutcome(
        what=received.what,
        reference=received.reference,
        reply=question if may_ask else None,
        language=after.language or language,
    )


def take_number_off(turn: TalkTurn) -> None:
    """Allows text messages to a number again that was no number for them: somebody there has just sent us one."""
    if turn.message.channel == SMS and is_suppressed(turn.identity):
        take_off(turn.identity)


def language_question(turn: TalkTurn) -> str | None:
    """Asks in each language which one they read; None if there is only one."""
    languages = turn.catalogue.jurisdiction["languages"]
    if len(languages) < 2:
        return None
    choices = (
        turn.catalogue.say(LANGUAGE_CHOICE, language).format(number=number, language=name_of_language(language))
        for number, language in enumerate(languages, start=1)
    )
    city = turn.catalogue.say(turn.catalogue.jurisdiction["name"], turn.catalogue.jurisdiction["default_language"])
    return f"{city}: {' / '.join(choices)}"
