"""What residents answered to a survey. Comments may name people, so they stay in the Messages table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import take_survey_answer
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.catalogue.answers import Chosen, GivenAnswers, SurveyAnswers, read_answers, with_earlier
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotPossible
from onestop.domain.people.actor import Actor
from onestop.domain.surveys.who_is_asked import LATE, answers_until
from onestop.storage.cases.case_keys import case_key
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_history
from onestop.storage.once import Once, request_fingerprint
from onestop.storage.tables import MessageRow

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One resident's answers about one case: scores from 1 to 5, words, and what was chosen, by question.

    `channel` is how the answer came, however the need had come; empty for one from before it was kept.
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
    late: bool = False  # it came after the time to answer had passed: kept, and left out of figures
    changed: bool = False  # it replaced an earlier one


def response_row(response: Response) -> MessageRow:
    """Returns the row of a response."""
    return MessageRow(case_key(response.reference), "RESPONSE", body=msgspec.json.encode(response).decode())


def find_response(reference: str) -> Response | None:
    """Returns what the resident of a case answered, if they did."""
    rows = list(MessageRow.query(case_key(reference), MessageRow.sk == "RESPONSE", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=Response) if rows else None


def responses_of(references: Iterable[str]) -> list[Response]:
    """Reads what residents of several cases answered, in no order; cases without an answer are left out: a call for
    each 100."""
    rows = MessageRow.batch_get([(case_key(reference), "RESPONSE") for reference in dict.fromkeys(references)])
    return [msgspec.json.decode(row.body or "", type=Response) for row in rows]


@dataclass(frozen=True, slots=True)
class AskedCase:
    """A case with its survey, its answer so far, and until when that may be given or changed."""

    file: CaseFile
    survey: Survey | None
    response: Response | None
    until: datetime

    def may_change(self, at: datetime) -> bool:
        """Whether another answer may replace the existing one."""
        return self.response is not None and not self.response.late and at <= self.until

    def is_late(self, at: datetime) -> bool:
        """Whether a first answer would come after the workflow stopped waiting for it; it is kept all the same."""
        case = self.file.case
        closed = case.status is Status.CLOSED and case.because is CloseReason.EXPIRED
        return closed and self.response is None and at <= self.until + LATE


def load_asked(reference: str, catalogue: Catalogue) -> AskedCase:
    """Reads a case with the state of its survey: two Queries. Raises NotFound."""
    file, events = load_history(reference)
    survey = catalogue.surveys.get(file.case.survey or "")
    resolved_at = next((event.at for event in reversed(events) if event.type == "case.resolved"), file.case.opened_at)
    return AskedCase(file, survey, find_response(file.case.reference), answers_until(resolved_at, survey))


def keep_answers(
    reference: str,
    given: GivenAnswers,
    catalogue: Catalogue,
    at: datetime,
    channel: str,
    *,
    taken_by: str | None = None,
    command: str = "",
    partial: bool = False,
) -> None:
    """Keeps the answers of a resident with the case, in one transaction whatever the channel.

    The same answers again change nothing. Others replace the first ones until the time to answer has passed,
    and are refused after that; a first answer after that is kept as late. `command` identifies the message that brought
    them, if it may be delivered again after they were changed. `partial` are answers from where only some of the
    questions are asked, such as a digit by text message: the earlier answers to the others stay.
    """
    asked = load_asked(reference, catalogue)
    survey, earlier = asked.survey, asked.response
    if not survey:
        raise NotPossible("There is no survey for this case.", "reference")
    if partial and earlier:
        given = with_earlier(given, SurveyAnswers(earlier.scores, earlier.words, earlier.chosen), survey)
    answers = read_answers(given, survey)
    if earlier and (earlier.scores, earlier.words, earlier.chosen) == (answers.scores, answers.words, answers.chosen):
        return
    changes, late = asked.may_change(at), asked.is_late(at)
    if earlier and not changes:
        raise NotPossible("You have answered this survey before, and the time to change it has passed.", "answers")
    response = Response(
        reference=reference,
        survey=survey["code"],
        language=asked.file.case.language,
        answered_at=at,
        scores=answers.scores,
        words=answers.words,
        chosen=answers.chosen,
        channel=channel,
        taken_by=taken_by,
        late=late,
        changed=changes,
    )
    act = Act(catalogue, at, taken_by or Actor.RESIDENT)
    before = earlier.answered_at.isoformat() if earlier else ""
    once = Once(key=f"answer:{reference}:{command or before + said_by(answers)}")
    change_case(
        reference,
        lambda file: take_survey_answer(file, act, answers.scores, channel, late=late, changes=changes),
        lambda _: once,
        response_row(response),
    )


def said_by(answers: SurveyAnswers) -> str:
    """Returns a fingerprint that tells two answers apart without keeping what they say."""
    return request_fingerprint(msgspec.json.encode(answers, order="deterministic"))
