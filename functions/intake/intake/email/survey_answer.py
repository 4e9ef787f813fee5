"""A survey answered by replying to its letter with a number: a score, exactly as by text message, with any words.
Anything else that is written about a case stays a message, which staff read."""

from __future__ import annotations

from datetime import datetime

from intake.danger import danger_in_words
from intake.incoming import Incoming, Received
from intake.sms.meaning import NUMBER, understand_message
from intake.sms.moves import SCORES
from intake.speaker import proof_of
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.people.proof import Proof
from onestop.domain.surveys.first_question import answers_by_number
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.surveys.responses import keep_answers

SCORED = "scored"


def take_score(mail: Incoming, catalogue: Catalogue, at: datetime) -> Received | None:
    """Keeps the score in a mail; None if the mail is something else, or its sender is not proven."""
    meaning = understand_message(mail.text)
    is_score = meaning.kind == NUMBER and meaning.short and meaning.number in SCORES
    if not mail.reference or mail.spam or mail.enclosures or not is_score or danger_in_words((mail.text,), catalogue):
        return None
    try:
        file = load_file(mail.reference)
        survey = catalogue.surveys.get(file.case.survey or "")
        if survey is None or proof_of(file, mail, catalogue) is not Proof.PROVEN:
            return None
        given = answers_by_number(survey, meaning.number or 0, meaning.rest, DESCRIPTION_LENGTH)
        keep_answers(file.case.reference, given, catalogue, at, mail.channel, command=mail.key, partial=True)
    except (NotFound, NotPossible, NotValid):  # no open survey, or one that a number cannot answer
        return None
    count("SurveysAnswered")
    return Received(what=SCORED, reference=file.case.reference, language=file.case.language)
