"""A test that goes through many things fails at the first that breaks the rule, and names it."""

from __future__ import annotations

import pytest

from tests.each import for_each


@for_each(("number", "double"), [(1, 2), (2, 5), (3, 7)])
def a_rule(number: int, double: int) -> None:
    assert double == 2 * number


def test_the_first_that_breaks_the_rule_is_named() -> None:
    with pytest.raises(AssertionError) as failed:
        a_rule()
    assert failed.value.__notes__ == ["with number, double = 2, 5"]


def test_a_rule_for_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="nothing to try"):
        for_each("number", [])
