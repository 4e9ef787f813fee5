"""A letter of the city begins with a name, never with a stranger's message."""

from __future__ import annotations

import pytest

from notifications.words.any_letter import addressed_as


@pytest.mark.parametrize(
    "name", ["Ana Ruiz", "J. R. Smith-O'Neill", "李雷", "Mª del Carmen", "St.Claire", "Bar 1900", "王。李"]
)
def test_a_name_is_said(name: str) -> None:
    assert addressed_as(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *("Your refund waits http://x.example", "go to pay.example now", "go to pay。example now"),
        *("Your account is blocked, call 1-900 555 01", "拨打 ４００８００１２３４", "a" * 81, "Ana\nYou have won"),
        *("www.x", " ", None),
    ],
)
def test_what_is_no_name_is_not(name: str | None) -> None:
    assert addressed_as(name) is None
