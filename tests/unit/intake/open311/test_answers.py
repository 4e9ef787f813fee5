"""Attributes of GeoReport become answers of our kinds; what makes no sense stays text and is refused by the door."""

from __future__ import annotations

from typing import Any

import pytest

from intake.open311.answers import read_answer, read_answers
from tests.builders import a_catalogue, a_service


@pytest.mark.parametrize(
    ("kind", "sent", "answer"),
    [
        # kind      sent                            answer
        ("text", ("a", "b"), "a\nb"),
        ("number", ("12",), 12),
        ("number", ("-1.5",), -1.5),
        ("number", ("1e400",), float("inf")),
        ("number", ("many",), "many"),
        ("number", ("12.000",), "12.000"),  # twelve, or twelve thousand: nobody guesses
        ("number", ("²",), "²"),
        ("yesno", ("TRUE",), True),
        ("yesno", ("no",), False),
        ("yesno", ("maybe",), "maybe"),
        ("date", ("2026-12-24",), "2026-12-24"),
        ("date", ("2026-12-24T03:00:00Z",), "2026-12-23"),  # it is the evening before in Halifax
        ("date", ("2026-12-24T10:00:00-04:00",), "2026-12-24"),
        ("date", ("2026-12-24T10:00:00 00:00",), "2026-12-24"),  # a plus sign that got lost on the way
        ("date", ("soon",), "soon"),
        ("date", ("0001-01-01T00:00:00Z",), "0001-01-01T00:00:00Z"),  # there is no day before it in Halifax
        ("date", ("9999-12-31T23:59:59-14:00",), "9999-12-31T23:59:59-14:00"),
        ("choice", ("big",), "big"),
        ("choices", ("a", "b", "a"), ["a", "b"]),
    ],
)
def test_an_attribute_is_read_by_the_kind_of_its_question(kind: str, sent: tuple[str, ...], answer: Any) -> None:
    assert read_answer(kind, sent, "America/Halifax") == answer


def test_codes_are_known_in_any_case_and_what_was_not_asked_is_left_out() -> None:
    service = a_service(questions=[{"code": "how-many", "kind": "number", "name": {"en": "How many?"}}])
    given = {"HOW-MANY": ("3",), "uprn": ("100012345",)}
    assert read_answers(given, service, a_catalogue(service)) == {"how-many": 3}
