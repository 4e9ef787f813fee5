"""A survey answered by a number: the score for its first question that needs one, with any words; or by yes or no, if
it asks for no score."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from intake.sms.moves import EXPLAIN, Move
from intake.sms.turns import RECORDED, TalkTurn, TurnOutcome, reply_in_words, reply_language
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.errors import Fault, NotFound, NotPossible, NotValid
from onestop.domain.surveys.first_question import SCORED, answers_by_number, question_of_letter
from onestop.domain.surveys.low_scores import one_more
from onestop.runtime import links
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.incoming.talks import PendingQuestion, Talk, with_question_answered, with_question_asked
from onestop.storage.surveys.responses import keep_answers

if TYPE_CHECKING:
    from onestop.domain.catalogue.answers import GivenAnswers
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

EXPLAINED = timedelta(days=1)  # how long words are taken as the answer to the further question


def give_score(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Keeps a score as the answer to the survey of a case, exactly as its page would."""
    reference, asked = move.reference or "", move.asked
    survey = turn.catalogue.surveys.get(asked.choices[0]) if asked and asked.choices else None
    name, link, more = "survey_closed", "", None
    try:
        if survey:
            given = given_by(turn, move, survey)
            keep_answers(
                reference, given, turn.catalogue, turn.at, turn.message.channel, command=turn.message.id, partial=True
            )
            name, more = "scored", more_after(reference, given, survey, turn)
            count("SurveysAnswered")
    except NotValid:  # it asks for more than a number, or yes or no, can say
        name, link = how_to_answer(survey), links.link_to(links.SURVEY, reference, reply_language(turn, talk))
    except (NotPossible, NotFound):
        name = "survey_closed"

    def become(talk: Talk) -> Talk:
        heard = with_question_answered(talk, asked) if asked and not link else talk
        return with_question_asked(heard, more[1], turn.at) if more else heard

    reply = reply_in_words(turn, talk, name, link=link)
    if more:
        reply = f"{reply} {turn.catalogue.say(more[0]['text'], reply_language(turn, talk))}"
    return TurnOutcome(what=RECORDED, reference=reference, become=become, reply=reply)


def given_by(turn: TalkTurn, move: Move, survey: Survey) -> GivenAnswers:
    """What a message says to a survey. Raises NotValid for one that says nothing to it."""
    if move.choice is None:
        given: GivenAnswers = answers_by_number(survey, turn.meaning.number or 0, turn.meaning.rest, DESCRIPTION_LENGTH)
    else:
        question = question_of_letter(survey)
        yes_no = question if question and question["kind"] == "yesno" else None
        given = {yes_no["code"]: move.choice == "yes"} if yes_no else {}
    if not given:
        raise NotValid(Fault("answers", "this says nothing to the survey", "a number, or yes or no"))
    return given


def how_to_answer(survey: Survey | None) -> str:
    """The name of the reply that says how a survey can be answered: by a number only if it asks for a score."""
    return "score_again" if survey and question_of_letter(survey, SCORED) else "answer_there"


def more_after(
    reference: str, given: GivenAnswers, survey: Survey, turn: TalkTurn
) -> tuple[SurveyQuestion, PendingQuestion] | None:
    """The further question after a low score, and the pending question that is kept for it; None if there is none."""
    scores = tuple((code, value) for code, value in given.items() if type(value) is int)
    question = one_more(load_file(reference).case, scores, survey, turn.catalogue)
    if question is None or turn.meaning.rest:
        return None
    kept = (survey["code"], question["code"], *(f"{code}={score}" for code, score in scores))
    return question, PendingQuestion(kind=EXPLAIN, until=turn.at + EXPLAINED, reference=reference, choices=kept)


def explain_score(turn: TalkTurn, talk: Talk, move: Move) -> TurnOutcome:
    """Keeps the words that we asked for after a low score with that score, as the page does."""
    reference, asked = move.reference or "", move.asked
    _, code, *scores = asked.choices if asked else ("", "")
    given: dict[str, int | str] = {name: int(score) for name, _, score in (each.partition("=") for each in scores)}
    name = "scored"
    given[code] = turn.message.text[:DESCRIPTION_LENGTH]
    try:
        keep_answers(
            reference, given, turn.catalogue, turn.at, turn.message.channel, command=turn.message.id, partial=True
        )
    except (NotPossible, NotValid, NotFound):
        name = "survey_closed"

    def become(talk: Talk) -> Talk:
        return with_question_answered(talk, asked) if asked else talk

    return TurnOutcome(what=RECORDED, reference=reference, become=become, reply=reply_in_words(turn, talk, name))
