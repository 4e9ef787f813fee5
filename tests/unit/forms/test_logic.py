"""The expression language: decimal, strict, and dates as people count them."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.forms.logic import evaluate

FACTS = {
    "n": 3,
    "word": "3",
    "yes": True,
    "list": [{"x": 0.1}, {"x": 0.2}, {}],
    "day": "2024-02-29",
    "hour": "20:00",
    "empty": [],
}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"+": [0.1, 0.2]}, 0.3),
        ({"-": [1.1, 1]}, 0.1),
        ({"*": [1.15, 100]}, 115),
        ({"round": [1.005, 2]}, 1.01),
        ({"round": [-2.5, 0]}, -3),
        ({"total": [{"var": "list"}, "x"]}, 0.3),
        ({"count": {"var": "list"}}, 3),
        ({"===": [{"var": "n"}, {"var": "word"}]}, False),
        ({"===": [{"var": "yes"}, 1]}, False),
        ({"<": [{"var": "gone"}, 5]}, False),
        ({"<": [1, 2, 3]}, True),
        ({"<=": [{"var": "day"}, "2024-03-01"]}, True),
        ({">": ["b", "a"]}, False),  # words have no order
        ({"<": ["09:00", {"var": "hour"}, "23:59"]}, True),
        ({"<=": [{"var": "hour"}, "08:00"]}, False),
        ({"<": ["24:00", "25:00"]}, False),  # no times of day
        ({"<": ["9:00", "10:00"]}, False),
        ({"<": ["2024-02-29", "10:00"]}, False),
        ({"in": [3, {"var": "list"}]}, False),
        ({"some": [{"var": "list"}, {">": [{"var": "x"}, 0.1]}]}, True),
        ({"all": [{"var": "empty"}, True]}, False),
        ({"if": [{"var": "empty"}, "a", {"var": "yes"}, "b", "c"]}, "b"),
        ({"var": "list.1.x"}, 0.2),
        ({"var": ["gone", 7]}, 7),
        ({"plus_months": [{"var": "day"}, 12]}, "2025-02-28"),
        ({"plus_days": [{"var": "day"}, 1]}, "2024-03-01"),
        ({"years_between": [{"var": "day"}, "2042-02-28"]}, 17),
        ({"years_between": [{"var": "day"}, "2042-03-01"]}, 18),
        ({"days_between": ["2026-W48-1", "2026-11-28"]}, None),
        ({"+": [1, "2"]}, None),
        ({"min": [3, None, 2]}, 2),
    ],
)
def test_an_expression_gives_what_people_expect(rule: Any, expected: Any) -> None:
    found = evaluate(rule, FACTS)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)
