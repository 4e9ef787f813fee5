"""What residents answered to a survey. Comments may name people: they stay in the Messages table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from onestop.domain.cases.act import Act
from onestop.domain.cases.case_end import answer
from onestop.domain.catalogue.answers import Chosen, Given, read_answers
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import KeyReused, NotPossible
from onestop.domain.people.actor import Actor
from onestop.storage.case_keys import case_key
from onestop.storage.cases import change_case
from onestop.storage.files import load_file
from onestop.storage.once import Once, fingerprint
from onestop.storage.tables import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One resident's answers about one case: scores from 1 to 5, words, and what was chosen, by question.

    `channel` is the way that the answer came, whatever way the need had come; empty for one from before it was kept.
    `taken_by` is the member of staff who wrote it down for them.
    """

    reference: str
    survey: str
    language: str
    answered_at: datetime
    scores: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, str], ...] = ()
    chosen: Chosen = ()
    channel: str = ""
    taken_by: str | None = None


def response_row(response: Response) -> MessageRow:
    """The row of a response."""
    return MessageRow(case_key(response.reference), "RESPONSE", body=msgspec.json.encode(response).decode())


def find_response(reference: str) -> Response | None:
    """What the resident of a case answered, if they did."""
    rows = list(MessageRow.query(case_key(reference), MessageRow.sk == "RESPONSE", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=Response) if rows else None


def responses_of(references: Iterable[str]) -> list[Response]:
    """What residents of several cases answered, in no order; those who did not are left out: a call for each 100."""
    rows = MessageRow.batch_get([(case_key(reference), "RESPONSE") for reference in dict.fromkeys(references)])
    return [msgspec.json.decode(row.body or "", type=Response) for row in rows]


def keep_answers(
    reference: str, given: Given, catalogue: Catalogue, at: datetime, channel: str, taken_by: str | None = None
) -> None:
    """Keeps the answers of a resident with the case, in one transaction whatever the channel. The same answers again
    change nothing; others are refused."""
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
        chosen=answers.chosen,
        channel=channel,
        taken_by=taken_by,
    )
    once = Once(key=f"answer:{reference}", fingerprint=fingerprint(msgspec.json.encode(answers, order="deterministic")))
    try:
        change_case(
            reference,
            lambda file: answer(file, Act(catalogue, at, taken_by or Actor.RESIDENT), answers.scores, channel),
            lambda _: once,
            response_row(response),
        )
    except (KeyReused, NotPossible):
        if find_response(reference):
            raise NotPossible("You have answered this survey before. Thank you.", "answers") from None
        raise
