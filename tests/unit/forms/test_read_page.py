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
        ("\uff12\uff11\uff1a\uff13\uff10", "21:30"),  # as a Chinese keyboard writes them
        ("9:30 pm", "9:30 pm"),  # refused with what would be right
        ("24:00", "24:00"),
        ("9:5", "9:5"),
        ("noon", "noon"),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, read: str) -> None:
    page = FormPage(code="when", title={"en": "When"}, fields=(Field(path=("at",), kind="time", label={"en": "At"}),))
    assert read_page(page, {}, {"a-at": typed}) == {"at": read}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2027-6-5", "2027-06-05"),
        ("2027.6.5", "2027-06-05"),
        ("2027\u5e746\u67085\u65e5", "2027-06-05"),  # as we write a day in Chinese
        ("2027 \u5e74 06 \u6708 05 \u65e5", "2027-06-05"),
        ("\uff12\uff10\uff12\uff17\uff0d\uff10\uff16\uff0d\uff10\uff15", "2027-06-05"),
        ("31/02/2027", "31/02/2027"),  # nobody knows which of these is the month
        ("5.6.27", "5.6.27"),
        ("2027-02-31", "2027-02-31"),  # refused: there is no such day
        ("2027\u5e746\u6708", "2027\u5e746\u6708"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, read: str) -> None:
    page = FormPage(code="when", title={"en": "When"}, fields=(Field(path=("at",), kind="date", label={"en": "At"}),))
    assert read_page(page, {}, {"a-at": typed}) == {"at": read}
