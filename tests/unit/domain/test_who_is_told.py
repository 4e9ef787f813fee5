"""The table of who gets which letter is what notifications goes by, and what letters are checked against."""

from __future__ import annotations

import re
from typing import Any

import pytest

from notifications.handler import OWN
from notifications.owed.which_letters import DETAILS, FOLLOWERS, LETTERS, WORDS
from onestop.domain.letters.who_is_told import (
    ABOUT_CASE,
    LIFE,
    TABLE,
    Opens,
    has_link,
    may_stand_in,
    rows_for,
)
from onestop.domain.time.night import BY_NIGHT

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")


def texts_of(letter: dict[str, Any]) -> list[str]:
    parts = (*letter["email"].values(), *letter.get("paper", {}).values(), letter["sms"])
    return [text for part in parts for text in part.values()]


def test_every_row_is_one_that_notifications_can_send_and_no_two_say_the_same() -> None:
    assert len({(row.kind, row.who) for row in TABLE}) == len(TABLE)
    events_told = {row.event for row in TABLE if row.about_case}
    assert events_told == set(BY_NIGHT)
    assert {row.event for row in TABLE if row.when not in ("", LIFE)} == set(DETAILS) & events_told
    asked_for = {name for name in OWN if not name.startswith(("receipt.", "notice."))}
    assert {row.event for row in TABLE if not row.about_case} == asked_for
    assert len(LETTERS) + len(FOLLOWERS) == sum(row.about_case for row in TABLE)
    own = {row.kind for row in TABLE if row.kind in LETTERS and (row.own or row.opens is Opens.CONFIRMATION)}
    assert own == set(WORDS)


def test_what_may_stand_in_a_letter_is_what_the_sample_has_filled_in(release: dict[str, Any]) -> None:
    for letter in release["letters"]:
        code = letter["code"]
        used = set(PLACEHOLDER.findall("".join(texts_of(letter))))
        assert used <= may_stand_in(code), code
        assert used - ABOUT_CASE == may_stand_in(code) - ABOUT_CASE, code
        assert has_link(code) is ("link" in used), code


@pytest.mark.parametrize(("letter", "never"), [("case-resolved", "question"), ("one-time-code", "link")])
def test_a_placeholder_of_another_letter_may_not_stand_in_one(letter: str, never: str) -> None:
    assert rows_for(letter)
    assert never not in may_stand_in(letter)
