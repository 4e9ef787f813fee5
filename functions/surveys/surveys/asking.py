"""Asks the resident of a resolved case how it went, and keeps what they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from onestop.domain.acting import Act
from onestop.domain.cases import CaseFile, Change
from onestop.domain.catalogue import Catalogue
from onestop.domain.closing import answer, invite
from onestop.domain.errors import KeyReused, NotPossible
from onestop.domain.lifecycle import Status
from onestop.storage.cases import change_case
from onestop.storage.files import load_file
from onestop.storage.once import Once, fingerprint
from onestop.storage.responses import Response, find_response, response_row
from surveys.answering import read_answers

Time = Callable[[datetime], datetime]  # the present moment, told when the case last changed


def invite_resident(reference: str, catalogue: Catalogue, time: Time) -> None:
    """Invites the resident of a resolved case: once, and once more when it was reopened and they have not answered."""

    def decide(file: CaseFile) -> Change | None:
        asked = file.case.status is Status.RESOLVED and file.case.survey and find_response(reference) is None
        return invite(file, Act(catalogue, time(file.case.updated_at))) if asked else None

    change_case(reference, decide, lambda file: Once(key=f"invite:{reference}:{file.case.run}"))


def keep_answers(reference: str, given: Mapping[str, int | str], catalogue: Catalogue, at: datetime) -> None:
    """Keeps the answers of a resident with the case. The same answers again change nothing; others are refused."""
    case = load_file(reference).case
    survey = catalogue.surveys.get(case.survey or "")
    if not survey:
        raise NotPossible("There is no survey for this case.", "reference")
    answers = read_answers(given, survey)
    response = Response(
        reference=reference,
        survey=survey["code"],
        language=case.language,
        answered_at=at,
        scores=answers.scores,
        words=answers.words,
    )
    once = Once(key=f"answer:{reference}", fingerprint=fingerprint(msgspec.json.encode(answers)))
    try:
        change_case(
            reference,
            lambda file: answer(file, Act(catalogue, at), answers.scores),
            lambda _: once,
            response_row(response),
        )
    except (KeyReused, NotPossible):
        if find_response(reference):
            raise NotPossible("You have answered this survey before. Thank you.", "answers") from None
        raise
