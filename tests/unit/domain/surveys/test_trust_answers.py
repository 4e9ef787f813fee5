"""Answers about trust and its drivers are told in the columns of Touchpoints, and no row tells who gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from onestop.domain.catalogue.answers import read_answers
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.surveys.a11_v2 import COLUMNS, answer_rows
from onestop.storage.surveys.responses import Response
from onestop_cli.surveys.trust import trust_answers

# as Touchpoints exports answers to its form of the second version
TOUCHPOINTS = (
    "external_id question_1 positive_effectiveness positive_ease positive_efficiency positive_transparency "
    "positive_humanity positive_employee positive_other negative_effectiveness negative_ease negative_efficiency "
    "negative_transparency negative_humanity negative_employee negative_other question_4"
)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
CONTENT = {"trust": 5, "positive": ["ease", "employee"], "comment": "Ana Rivas was quick, ring +1 902 555 0142."}
NOT_CONTENT = {"trust": 3, "negative": ["efficiency"]}


def response(number: int, given: dict[str, Any], catalogue: Catalogue) -> Response:
    said = read_answers(given, catalogue.surveys["a11-v2"])
    return Response(
        reference=f"CASE-{number}",
        survey="a11-v2",
        language="en",
        answered_at=AT,
        scores=said.scores,
        words=said.words,
        chosen=said.chosen,
    )


def test_each_answer_is_a_row_in_the_columns_of_touchpoints(catalogue: Catalogue) -> None:
    given = [response(number, NOT_CONTENT if number % 2 else CONTENT, catalogue) for number in range(10)]
    late, other = replace(given[0], late=True), replace(given[0], survey="standard")
    resolved = {each.reference for each in given}
    foreign = replace(given[0], reference="CASE-99")  # it was resolved in another quarter
    answers = list(trust_answers([*given, late, other, foreign], resolved, catalogue.surveys, b"key"))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in answer_rows(answers)]
    assert " ".join(COLUMNS) == TOUCHPOINTS
    assert (len(rows), len({row["external_id"] for row in rows})) == (10, 10)
    assert not [row for row in rows if "CASE" in repr(row) or "Ana" in repr(row) or "0142" in repr(row)]
    told = {row["question_1"]: [row[column] for column in COLUMNS[2:]] for row in rows}
    assert told == {
        5: [0, 1, 0, 0, 0, 1, 0, *[None] * 7, "[name] was quick, ring [phone]."],
        3: [*[None] * 7, 0, 0, 1, 0, 0, 0, 0, None],  # 3 counts as no trust
    }
    assert list(answer_rows(answers[:9])) == []
    again = {each.id for each in trust_answers(given, resolved, catalogue.surveys, b"another key")}
    assert again.isdisjoint(each.id for each in answers)
