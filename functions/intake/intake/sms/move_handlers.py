"""What we do at each move of a conversation, except opening a case: one function a move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from intake.incoming import Received
from intake.numbers import identities_of
from intake.receiving import receive
from intake.record_arrival import record_arrival
from intake.sms import keywords, moves
from intake.sms.answer_question import hear_whether_it_helped, tell_article
from intake.sms.feedback import keep_opinion
from intake.sms.moves import Move
from intake.sms.status_in_words import OPEN, newest_first, say_standing, service_words, status_words
from intake.sms.survey_answer import explain_score, give_score, how_to_answer
from intake.sms.turns import RECORDED, TalkTurn, TurnOutcome, goes_on_about, incoming_of, reply_in_words, reply_language
from onestop.domain.people.proof import Proof
from onestop.runtime import links
from onestop.storage.cases.read_case import load_cases
from onestop.storage.incoming.talks import PendingQuestion, Talk, speak, with_question_answered, with_question_asked
from onestop.storage.people.contact_details import cases_of_forms, is_case_of

PICKS = timedelta(hours=1)  # how long a choice among cases may be answered
LISTED = 9  # one digit each
READ = 25


def stop_messages(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """They want no more messages: we confirm it, and only once."""
    words = None if talk.stopped else reply_in_words(turn, talk, "stopped")
    return TurnOutcome(what=RECORDED, become=lambda talk: replace(talk, stopped=True, asked=()), reply=words)


def start_messages(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """They want our messages again."""
    reply = reply_in_words(turn, talk, "started")
    return TurnOutcome(what=RECORDED, become=lambda talk: replace(talk, stopped=False), reply=reply)


def help_out(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """They ask what can be done here."""
    return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "help"))


def add_words_to_case(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Adds to a case a message that names it, or that follows another about it. We answer only a stranger, who hears
    nothing about the case, only how to get in touch."""
    contact = incoming_of(turn, talk, reference=move.reference)
    received = receive(contact, turn.catalogue, turn.at, turn.random_bits)
    return TurnOutcome(
        what=received.what,
        reference=received.reference,
        become=lambda talk: talk if is_stranger(received) else goes_on_about(talk, received.reference, turn),
        reply=reply_in_words(turn, talk, "stranger") if is_stranger(received) else None,
    )


def take_answer(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Adds an answer to the case that we asked about; its work then continues. A part of the plan that is theirs cannot
    be done by a message: we say where to do it."""
    contact = incoming_of(turn, talk, reference=move.reference)
    received = receive(contact, turn.catalogue, turn.at, turn.random_bits)
    asked = move.asked or PendingQuestion(kind="question", until=turn.at)
    is_task = asked.kind == "task"
    name = "task" if is_task else "answered"
    link = links.link_to(links.TRACK, received.reference or "", reply_language(turn, talk)) if is_task else ""
    words = (
        reply_in_words(turn, talk, name, reference=received.reference, link=link) if received.what == "added" else None
    )
    if is_stranger(received):  # the number no longer belongs to the case
        words = reply_in_words(turn, talk, "stranger")

    def become(talk: Talk) -> Talk:
        return goes_on_about(talk if is_task else with_question_answered(talk, asked), received.reference, turn)

    return TurnOutcome(what=received.what, reference=received.reference, become=become, reply=words)


def is_stranger(received: Received) -> bool:
    return received.what == "added" and received.proof is Proof.STRANGER


def reply_status(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """The status of one case, for the number that it belongs to. To any other number we say the same whether there is
    such a case or not."""
    reference = move.reference or ""
    theirs = any(is_case_of(identity, reference) for identity in known_as(turn))
    for case in load_cases([reference]) if theirs else ():
        words = say_standing(case, turn.catalogue, reply_language(turn, talk, talk.language or case.language))
        return TurnOutcome(what=RECORDED, reference=case.reference, reply=words)
    return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "not_yours"))


def known_as(turn: TalkTurn) -> Iterator[str]:
    """The identities of the number that writes."""
    return identities_of(turn.message.number or "", turn.catalogue)


def choose_case(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """The status of their cases: the only one at once; if there are several, they choose one."""
    cases = newest_first(load_cases(cases_of_forms(known_as(turn), READ, own=True)))
    offered = [case for case in cases if case.status in OPEN][:LISTED] or cases[:1]
    if not offered:
        return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "none_of_theirs"))
    language = reply_language(turn, talk, turn.meaning.language if turn.meaning.language != "en" else None)
    if len(offered) == 1:
        return TurnOutcome(
            what=RECORDED, reference=offered[0].reference, reply=say_standing(offered[0], turn.catalogue, language)
        )
    choices = " ".join(
        f"{number}: {service_words(case, turn.catalogue, language)} ({status_words(case, turn.catalogue, language)})"
        for number, case in enumerate(offered, start=1)
    )
    pick = PendingQuestion(kind="pick", until=turn.at + PICKS, choices=tuple(case.reference for case in offered))
    return TurnOutcome(
        what=RECORDED,
        become=lambda talk: with_question_asked(talk, pick, turn.at),
        reply=reply_in_words(turn, talk, "pick", choices=choices),
    )


def speak_with(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """They chose the language of our messages."""
    for case in load_cases([move.reference] if move.reference else []):
        if case.person:
            speak(case.person, move.choice or case.language)
    chosen = replace(talk, language=move.choice)

    def become(talk: Talk) -> Talk:
        kept = replace(talk, language=move.choice, spoken=move.choice)
        return with_question_answered(kept, move.asked) if move.asked else kept

    return TurnOutcome(
        what=RECORDED, reference=move.reference, become=become, reply=reply_in_words(turn, chosen, "spoken")
    )


def ask_again(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """A number that is not among those we offered."""
    asked = move.asked
    if asked and asked.kind == "survey":
        link = links.link_to(links.SURVEY, asked.reference or "", reply_language(turn, talk))
        name = how_to_answer(turn.catalogue.surveys.get(next(iter(asked.choices), "")))
        return TurnOutcome(what=RECORDED, reference=asked.reference, reply=reply_in_words(turn, talk, name, link=link))
    most = len(asked.choices) if asked else 0
    return TurnOutcome(what=RECORDED, reply=reply_in_words(turn, talk, "choose_again", most=most))


def note_unasked(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """A number, or thanks, that answers nothing we know of: it is recorded, and only a number is answered."""
    record_arrival("unasked", turn.message.channel, turn.message.id, turn.at, why=turn.meaning.kind)
    words = reply_in_words(turn, talk, "unasked") if turn.meaning.kind != keywords.THANKS else None
    return TurnOutcome(what=RECORDED, reply=words)


MOVE_HANDLERS: Mapping[str, Callable[[TalkTurn, Talk, Move], TurnOutcome]] = {
    keywords.STOP: stop_messages,
    keywords.START: start_messages,
    keywords.HELP: help_out,
    moves.ADD: add_words_to_case,
    moves.ANSWER: take_answer,
    moves.SCORE: give_score,
    moves.TELL: reply_status,
    moves.CHOOSE: choose_case,
    moves.SPEAK: speak_with,
    moves.AGAIN: ask_again,
    moves.INFORM: tell_article,
    moves.HEAR: hear_whether_it_helped,
    moves.UNASKED: note_unasked,
    moves.OPINE: keep_opinion,
    moves.EXPLAIN: explain_score,
}
EVEN_STOPPED = (keywords.STOP, keywords.START, keywords.HELP)  # answered even if they want no messages
