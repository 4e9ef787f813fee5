"""The answers to surveys of trust (the second version of A-11) as they are exported: from the tables, because the lake
does not have what was chosen and written."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.answers import asked_questions
from onestop.domain.redaction.spans import redact
from onestop.domain.surveys.a11_v2 import COMMENT, SIDES, TRUST, TrustAnswer
from onestop.domain.surveys.results import quarter_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onestop.domain.catalogue.survey import Survey
    from onestop.storage.surveys.responses import Response

VERSION = "a11-v2"
ID_LENGTH = 16
RESOLVED = "SELECT reference, first_resolved_at FROM cases WHERE first_resolved_at IS NOT NULL"


def resolved_in(quarter: str, database: DuckDBPyConnection, zone: str) -> frozenset[str]:
    """The cases of a lake that is open that were resolved first in a quarter, by the clocks of the jurisdiction."""
    local = ZoneInfo(zone)
    return frozenset(
        reference
        for reference, at in database.execute(RESOLVED).fetchall()
        if quarter_of(at.replace(tzinfo=UTC).astimezone(local).date()) == quarter
    )


def trust_answers(
    responses: Iterable[Response], resolved: Collection[str], surveys: Mapping[str, Survey], key: bytes
) -> Iterator[TrustAnswer]:
    """The answers to such surveys that came in time, of the cases that were resolved in the quarter. What an answer is
    called follows from its case by a random key that is made for each export and thrown away: it does not reveal the
    case.
    """
    for response in responses:
        survey, scores = surveys.get(response.survey), dict(response.scores)
        known = survey is not None and survey.get("standard") == VERSION
        if survey is None or not known or response.late or response.reference not in resolved or TRUST not in scores:
            continue
        chosen = {code: frozenset(values) for code, values in response.chosen if code in SIDES}
        asked = asked_questions({TRUST: scores[TRUST]}, survey)
        yield TrustAnswer(
            id=hmac.new(key, f"{VERSION}:{response.reference}".encode(), hashlib.sha256).hexdigest()[:ID_LENGTH],
            trust=scores[TRUST],
            offered={
                code: frozenset(choice["code"] for choice in question.get("choices", ()))
                for code, question in asked.items()
                if code in SIDES
            },
            chosen=chosen,
            words=redact(dict(response.words).get(COMMENT, "")),
        )
