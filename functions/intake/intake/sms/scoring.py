"""A survey answered by a number: the score of its first question that needs one, and words if there were some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.sms.moves import Move
from intake.sms.turns import RECORDED, Turn, TurnOutcome, reply_language, say
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.runtime import links
from onestop.runtime.metrics import count
from onestop.storage.responses import keep_answers
from onestop.storage.talks import Talk, without

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey


def give_score(turn: Turn, talk: Talk, move: Move) -> TurnOutcome:
    """Keeps a score as the answer to the survey of a case, exactly as its page would."""
    reference, asked = move.reference or "", move.asked
    survey = turn.catalogue.surveys.get(asked.choices[0]) if asked and asked.choices else None
    name, link = "survey_closed", ""
    try:
        if survey:
            given = answers_of(survey, turn.meaning.number or 0, turn.meaning.rest)
            keep_answers(reference, given, turn.catalogue, turn.at)
            name = "scored"
            count("SurveysAnswered")
    except NotValid:  # it asks for more than a number can say
        name, link = "score_again", links.link_to(links.SURVEY, reference, reply_language(turn, talk))
    except (NotPossible, NotFound):
        name = "survey_closed"

    def become(talk: Talk) -> Talk:
        return without(talk, asked) if asked and name != "score_again" else talk

    return TurnOutcome(what=RECORDED, reference=reference, become=become, reply=say(turn, talk, name, link=link))


def answers_of(survey: Survey, score: int, words: str) -> dict[str, int | str]:
    """A number and words as answers to the questions of a survey."""
    scales = [question for question in survey["questions"] if question["kind"] == "scale"]
    asked = next((question for question in scales if question["required"]), scales[0] if scales else None)
    text = next((question for question in survey["questions"] if question["kind"] == "text"), None)
    given: dict[str, int | str] = {asked["code"]: score} if asked else {}
    return given | ({text["code"]: words[:DESCRIPTION_LENGTH]} if text and words else {})
