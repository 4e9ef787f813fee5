"""A survey answered by a number: the score of its first question that needs one, and words if there were some."""

from __future__ import annotations

from intake.sms.moves import Move
from intake.sms.turns import RECORDED, Turn, TurnOutcome, reply_language, say
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.first_question import answers_by_number
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.runtime import links
from onestop.runtime.metrics import count
from onestop.storage.responses import keep_answers
from onestop.storage.talks import Talk, without


def give_score(turn: Turn, talk: Talk, move: Move) -> TurnOutcome:
    """Keeps a score as the answer to the survey of a case, exactly as its page would."""
    reference, asked = move.reference or "", move.asked
    survey = turn.catalogue.surveys.get(asked.choices[0]) if asked and asked.choices else None
    name, link = "survey_closed", ""
    try:
        if survey:
            given = answers_by_number(survey, turn.meaning.number or 0, turn.meaning.rest, DESCRIPTION_LENGTH)
            keep_answers(reference, given, turn.catalogue, turn.at, turn.message.channel, command=turn.message.id)
            name = "scored"
            count("SurveysAnswered")
    except NotValid:  # it asks for more than a number can say
        name, link = "score_again", links.link_to(links.SURVEY, reference, reply_language(turn, talk))
    except (NotPossible, NotFound):
        name = "survey_closed"

    def become(talk: Talk) -> Talk:
        return without(talk, asked) if asked and name != "score_again" else talk

    return TurnOutcome(what=RECORDED, reference=reference, become=become, reply=say(turn, talk, name, link=link))
