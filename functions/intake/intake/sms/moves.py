"""What a message means in a conversation: one decision, from the message and what we asked before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from intake.sms.keywords import HELP, START, STATUS, STOP, THANKS, plain, without_courtesy
from intake.sms.meaning import NUMBER, OPINION, REFERENCE, WORDS, MessageMeaning
from onestop.domain.languages import name_of_language
from onestop.storage.incoming.talks import PendingQuestion, Talk

SCORES = range(1, 6)
WAITING = ("question", "task")  # what we asked for a case that waits until it is answered
CHOOSING = ("pick", "language")
# What people call a language in another one, as `plain` leaves it
LANGUAGE_NAMES = {
    "en": ("ingles", "英语", "英文"),
    "es": ("spanish", "castellano", "西班牙语", "西语"),
    "zh-Hans": ("chinese", "mandarin", "chino", "中文", "汉语", "普通话", "简体"),
}
HELPED, SAID_BY_NUMBER = "helped", {1: "yes", 2: "no"}  # whether an article answered their question

# the moves that are possible, in addition to the orders stop, start and help
OPEN, ADD, ANSWER, SCORE = "open", "add", "answer", "score"
INFORM, HEAR, OPINE = "inform", "hear", "opine"
EXPLAIN = "explain"  # words that we ask for after a low score; also a kind of pending question
TELL, CHOOSE, SPEAK, AGAIN, UNASKED = "tell", "choose", "speak", "again", "unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What follows from a message. `asked` is the question that it answers."""

    kind: str
    reference: str | None = None
    asked: PendingQuestion | None = None
    choice: str | None = None


def next_move(meaning: MessageMeaning, talk: Talk, at: datetime, *, danger: bool = False) -> Move:
    """Decides what a message is in its conversation; one that names a danger is never a score or a choice.

    In this order: orders; a case that it names; short answers to what we asked, the newest first; an answer in words to
    a question; a message soon after another one; a need.
    """
    open_now = [asked for asked in reversed(talk.asked) if asked.until > at]
    if meaning.kind in (STOP, START, HELP):
        return Move(kind=meaning.kind)
    if meaning.kind == STATUS:
        return Move(kind=CHOOSE)
    if meaning.kind == OPINION and not danger:
        return Move(kind=OPINE, choice=meaning.said)
    if meaning.kind == REFERENCE:
        return Move(kind=TELL, reference=meaning.reference)
    if meaning.reference:
        return Move(kind=ADD, reference=meaning.reference)
    if meaning.kind == NUMBER and meaning.short and not danger:
        moves = [move for asked in open_now if (move := short_answer(meaning, asked))]
        if moves:
            return fitting(moves)
    if meaning.alone and (move := named_language(meaning.alone, open_now)):
        return move
    if meaning.kind != OPINION and meaning.said and not danger and open_now and open_now[0].kind == HELPED:
        return Move(kind=HEAR, asked=open_now[0], choice=meaning.said)
    if meaning.kind in (NUMBER, WORDS) and meaning.is_need and not danger and open_now and open_now[0].kind == EXPLAIN:
        return Move(kind=EXPLAIN, reference=open_now[0].reference, asked=open_now[0])
    for asked in open_now:
        if asked.kind in WAITING:
            return Move(kind=ANSWER, reference=asked.reference, asked=asked)
    if talk.about and talk.about_until and talk.about_until > at:
        return Move(kind=ADD, reference=talk.about)
    bare = meaning.said if meaning.kind == WORDS else meaning.kind == NUMBER and not meaning.rest
    if bare and not danger:
        return unfitting(meaning, open_now)
    return thanked(open_now, talk) if meaning.kind == THANKS and not danger else Move(kind=OPEN)


def short_answer(meaning: MessageMeaning, asked: PendingQuestion) -> Move | None:
    """What a number says to something that we asked; None if it does not answer that."""
    number = meaning.number or 0
    if asked.kind in CHOOSING:
        more = without_courtesy(plain(meaning.rest))
        if more or not 1 <= number <= len(asked.choices):
            return None if more else Move(kind=AGAIN, asked=asked)
        choice = asked.choices[number - 1]
        if asked.kind == "pick":
            return Move(kind=TELL, reference=choice, asked=asked)
        return Move(kind=SPEAK, reference=asked.reference, asked=asked, choice=choice)
    if asked.kind == HELPED:
        said = SAID_BY_NUMBER.get(number)
        return Move(kind=HEAR, asked=asked, choice=said) if said and not meaning.rest else None
    if asked.kind == "survey":
        kind = SCORE if number in SCORES else AGAIN
        return Move(kind=kind, reference=asked.reference, asked=asked)
    return Move(kind=ANSWER, reference=asked.reference, asked=asked) if asked.kind == "question" else None


def named_language(said: str, open_now: list[PendingQuestion]) -> Move | None:
    """The choice of a language by its name, which people write as readily as its number; None if it is none of those
    that we offered."""
    for asked in open_now:
        for code in asked.choices if asked.kind == "language" else ():
            if said in {plain(name_of_language(code)), *LANGUAGE_NAMES.get(code, ())}:
                return Move(kind=SPEAK, reference=asked.reference, asked=asked, choice=code)
    return None


def fitting(moves: list[Move]) -> Move:
    """The move for the newest of our questions, unless that only asks which language they read and has no such number:
    then it is the score of an open survey, if it is one."""
    first, *others = moves
    if first.kind != AGAIN or first.asked is None or first.asked.kind != "language":
        return first
    return next((move for move in others if move.kind == SCORE), first)


def unfitting(meaning: MessageMeaning, open_now: list[PendingQuestion]) -> Move:
    """A number, yes or no that nobody can work on: a survey may ask for the latter; else we ask once more, if we asked
    for a number."""
    asked = next(iter(open_now), None)
    if asked is None or asked.kind not in ("survey", *CHOOSING):
        return Move(kind=UNASKED)
    if asked.kind == "survey":
        said = meaning.said if meaning.kind == WORDS else None
        return Move(kind=SCORE if said else AGAIN, reference=asked.reference, asked=asked, choice=said)
    return Move(kind=AGAIN, asked=asked)


def thanked(open_now: list[PendingQuestion], talk: Talk) -> Move:
    """Thanks that nobody asked for belong to the case that we wrote about last; alone they are not a need."""
    reference = talk.about or next((asked.reference for asked in open_now if asked.reference), None)
    return Move(kind=ADD, reference=reference) if reference else Move(kind=UNASKED)
