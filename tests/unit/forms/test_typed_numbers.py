"""Numbers as people type them: read as they are meant, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.forms.form import Field
from onestop.domain.forms.typed_numbers import read_number, two_readings, write_number
from onestop.runtime.pages.show_form import as_typed

GUESTS = Field(path=("guests",), kind="number", label={"en": "Guests"}, whole=True)
INCOME = Field(path=("income",), kind="money", label={"en": "Income"})
HEIGHT = Field(path=("height",), kind="number", label={"en": "Height"})
STYLES = [(",", "."), (".", ","), (" ", ","), ("\u202f", "."), ("", "."), ("", ",")]  # groups, and the decimal sign
styles = st.sampled_from(STYLES)
whole_numbers = st.integers(-(10**15) + 1, 10**15 - 1)


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


@pytest.mark.parametrize(
    ("typed", "whole", "decimal"),
    [
        ("12", 12, 12),
        ("1 000", 1000, 1000),
        ("1.000", 1000, "1.000"),
        ("12,000", 12000, "12,000"),
        ("-2.500", -2500, "-2.500"),
        ("1.000.000", 1_000_000, 1_000_000),
        ("1,000,000", 1_000_000, 1_000_000),
        ("12.000,50", 12000.5, 12000.5),
        ("12,000.50", 12000.5, 12000.5),
        ("12.000,00", 12000, 12000),
        ("12 000,5", 12000.5, 12000.5),
        ("12,5", 12.5, 12.5),
        ("12.50", 12.5, 12.5),
        ("0.125", 0.125, 0.125),  # nobody groups these
        ("0,500", 0.5, 0.5),
        ("1234.567", 1234.567, 1234.567),
        ("1.1250", 1.125, 1.125),
        ("\uff11\uff12", 12, 12),  # as a Chinese keyboard writes them
        ("\uff11\uff0c\uff10\uff10\uff10", 1000, "\uff11\uff0c\uff10\uff10\uff10"),
        ("\uff0d\uff11\uff0e\uff15", -1.5, -1.5),
        ("1.000,000.5", "1.000,000.5", "1.000,000.5"),
        ("1,00,000", "1,00,000", "1,00,000"),
        ("many", "many", "many"),
    ],
)
def test_a_number_is_read_where_it_has_one_meaning(typed: str, whole: float | str, decimal: float | str) -> None:
    assert (read_number(typed, GUESTS), read_number(typed, INCOME), read_number(typed)) == (whole, decimal, decimal)


@given(whole_numbers, styles)
def test_a_whole_number_is_read_however_its_thousands_are_grouped(number: int, style: tuple[str, str]) -> None:
    assert read_number(grouped(number, style[0]), GUESTS) == number


@given(whole_numbers, st.text("0123456789", max_size=6), styles)
def test_no_number_is_read_as_another_one(number: int, places: str, style: tuple[str, str]) -> None:
    typed = grouped(number, style[0]) + (f"{style[1]}{places}" if places else "")
    meant, read = float(f"{number}.{places}" if places else number), read_number(typed, INCOME)
    assert read in (meant, typed)
    assert (read == typed) is (two_readings(typed) is not None)


@given(st.integers(1, 999), st.text("0123456789", min_size=3, max_size=3), st.sampled_from(".,"))
def test_what_is_proposed_for_two_readings_is_read_as_both(number: int, places: str, sign: str) -> None:
    readings = two_readings(f"{number}{sign}{places}")
    assert readings is not None
    assert [read_number(each, HEIGHT) for each in readings] == [int(f"{number}{places}"), float(f"{number}.{places}")]


@given(st.decimals(-(10**6), 10**6, places=3), st.sampled_from([INCOME, HEIGHT]))
def test_what_a_page_shows_again_is_read_as_the_same_number(number: object, field: Field) -> None:
    shown = round(float(str(number)), 2 if field is INCOME else 3)
    assert read_number(as_typed(field, shown), field) == shown
    assert read_number(write_number(shown), HEIGHT) == shown
