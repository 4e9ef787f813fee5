"""A survey that comes back on paper: its code proves that the sheet is ours, as the secret of a link does on a page."""

from __future__ import annotations

from datetime import datetime

from intake.incoming import Incoming, Received
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.surveys.paper import find_sheet, read_sheet
from onestop.runtime import links
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.surveys.responses import keep_answers

SCORED = "scored"


def take_sheet(letter: Incoming, catalogue: Catalogue, at: datetime) -> Received | None:
    """Keeps the answers of a sheet; None for any other letter, and for a sheet that a person must read because it has
    mistakes or came too late: nobody is there to be told."""
    mark = find_sheet(letter.text)
    if mark is None or letter.doubts:
        return None
    try:
        known = links.opened_by_code(mark.reference, mark.code, links.SURVEY)
        case = load_file(known).case
        survey = catalogue.surveys.get(case.survey or "")
        if survey is None:
            return None
        given = read_sheet(survey, letter.text)
        keep_answers(known, given, catalogue, at, letter.channel, command=letter.key)
    except (NotFound, NotPossible, NotValid):
        logger.info("a survey on paper is left to a person", channel=letter.channel)
        return None
    count("SurveysAnswered")
    return Received(what=SCORED, reference=known, language=case.language)
