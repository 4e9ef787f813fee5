"""Answers as they are typed, read by the kind of their field."""

from __future__ import annotations

import pytest

from onestop.domain.forms.form import Field, FormPage
from onestop.domain.forms.read_page import read_data, read_page

NOTES = Field(path=("notes",), kind="data", label={"en": "Notes"})


@pytest.mark.parametrize("typed", ["[" * 100_000, "NaN", "-Infinity", "1e999", '{"a": 1e999}', "{"])
def test_what_cannot_be_kept_as_json_stays_as_it_was_typed(typed: str) -> None:
    assert read_data(typed, NOTES) == typed


def test_what_can_is_read() -> None:
    assert read_data('{"__proto__": [1, 2.5, null]}', NOTES) == {"__proto__": [1, 2.5, None]}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("09:30", "09:30"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("9h30", "09:30"),
        ("21 h 30", "21:30"),
        ("21\uff1a30", "21:30"),  # as a Chinese keyboard writes the colon
        ("9:30 pm", "9:30 pm"),  # refused with what would be right
        ("24:00", "24:00"),
        ("9:5", "9:5"),
        ("noon", "noon"),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, read: str) -> None:
    page = FormPage(code="when", title={"en": "When"}, fields=(Field(path=("at",), kind="time", label={"en": "At"}),))
    assert read_page(page, {}, {"a-at": typed}) == {"at": read}
