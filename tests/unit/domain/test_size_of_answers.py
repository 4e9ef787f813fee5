"""What somebody sent is looked at before anything walks through it: it is refused in words, whatever it is."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.applications.limits import MOST_NUMBER, check_size
from onestop.domain.errors import NotValid

REFUSED: dict[str, Any] = {
    "a number that is infinite": float("inf"),
    "no number": float("nan"),
    "a number of 400 digits": 10**400,
    "a number with a large exponent": -1e308,
    "half of a letter": "Ana \ud83d",
    "half of a letter in a name": {"\udc00": 1},
    "a long answer": "x" * 20_001,
    "nested": {"a": [[[[[[[[[[[[1]]]]]]]]]]]]},
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_cannot_be_kept_or_computed_with_is_refused(what: str) -> None:
    with pytest.raises(NotValid) as refused:
        check_size({"name": "Ana", "group": [{"answer": "fine"}, {"answer": REFUSED[what]}]})
    assert [fault.field.startswith("answers.group.1.answer") for fault in refused.value.faults] == [True]


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"organiser": {"name": "x" * 100_000}}, "answers.organiser.name"),
        ({"guests": 1e300}, "answers.guests"),
        ({"structures": ["tent", "Ana \ud83d"]}, "answers.structures.1"),
        ({"organiser": {"\udc00": 1}}, "answers.organiser"),
        ({"organiser": {"x" * 10_000: 1e300}}, "answers.organiser"),  # a name that nobody would read
        ({f"line-{at}": "x" * 10_000 for at in range(9)}, "answers"),  # all of them together
    ],
)
def test_who_is_refused_is_told_which_answer_it_is(answers: dict[str, Any], place: str) -> None:
    with pytest.raises(NotValid) as refused:
        check_size(answers)
    assert [fault.field for fault in refused.value.faults] == [place]


def test_what_people_write_is_taken() -> None:
    check_size({"name": "李小龍 \u05d0\u05d1 🎪", "share": 33.3, "fee": MOST_NUMBER - 1, "yes": True, "no": None})
