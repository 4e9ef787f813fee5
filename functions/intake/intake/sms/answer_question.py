"""A question by text message that an article surely answers: it is answered at once; a case is opened if that did not
help. The words of the question are not kept with the conversation: such a case names the article, and asks for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from intake.receiving import receive
from intake.sms.moves import HELPED
from intake.sms.turns import (
    RECORDED,
    TurnOutcome,
    contact_of,
    goes_on_about,
    language_of,
    reply_in_words,
    reply_language,
)
from onestop.domain.answers.article import language_told
from onestop.domain.translation import N_
from onestop.storage.catalogue.articles import count_answer, load_article, sure_answer, told_in_force
from onestop.storage.incoming.talks import PendingQuestion, Talk, with_question_answered, with_question_asked

if TYPE_CHECKING:
    from intake.sms.meaning import MessageMeaning
    from intake.sms.moves import Move
    from intake.sms.reading import TextMessage
    from intake.sms.turns import TalkTurn
    from onestop.domain.answers.article import Article
    from onestop.domain.catalogue.catalogue import Catalogue

NOT_ANSWERED = N_("I asked by text message, and this answer did not help: {title}")
SAYS = timedelta(days=1)  # how long somebody may say whether it helped


def article_for(message: TextMessage, meaning: MessageMeaning, catalogue: Catalogue) -> str | None:
    """The article that answers a message; None if it is not a question, or contains a place."""
    if not meaning.is_need or meaning.said or message.lat is not None:
        return None
    return sure_answer(message.text, catalogue)


def tell_article(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Sends the article, and asks whether it helped."""
    spoken = turn.catalogue.language(language_of(turn, talk))
    told = told_in_force(turn.article or "", turn.catalogue, spoken, turn.at)
    asked = PendingQuestion(kind=HELPED, until=turn.at + SAYS, choices=(told.code, told.version))
    question = reply_in_words(turn, replace(talk, language=spoken), HELPED)
    return TurnOutcome(
        what=RECORDED,
        become=lambda talk: with_question_asked(replace(talk, spoken=spoken), asked, turn.at),
        reply=f"{told.sms}\n{question}",
    )


def hear_whether_it_helped(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """If it helped: thanks. If not, a case is opened, and what they write next is added to it."""
    asked = move.asked
    if asked is None:
        return TurnOutcome(what=RECORDED)
    code, version = asked.choices
    helped = move.choice == "yes"
    count_answer(code, version, turn.message.channel, turn.at, helped=helped)
    if helped:
        return TurnOutcome(
            what=RECORDED,
            become=lambda talk: with_question_answered(talk, asked),
            reply=reply_in_words(turn, talk, "scored"),
        )
    language = reply_language(turn, talk)
    title = title_of(load_article(code, version), language, turn.catalogue)
    words = turn.catalogue.say(NOT_ANSWERED, language).format(title=title)
    contact = contact_of(turn.message, text=words, language=language)
    received = receive(contact, turn.catalogue, turn.at, turn.random_bits)
    return TurnOutcome(
        what=received.what,
        reference=received.reference,
        become=lambda talk: goes_on_about(with_question_answered(talk, asked), received.reference, turn),
        reply=reply_in_words(turn, talk, "person", reference=received.reference or ""),
    )


def title_of(article: Article, language: str, catalogue: Catalogue) -> str:
    """The question that an article answers."""
    known = language_told(article, language, catalogue.jurisdiction["default_language"])
    return article["languages"][known]["title"]
