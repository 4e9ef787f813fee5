"""A month or day that somebody asks about is one of ours, in our digits, and has neighbours."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from onestop.domain.time.days_asked import is_month, is_month_or_day, month_before, read_day

NEARLY = st.text(alphabet="0123456789-٠٥２ T:", max_size=11) | st.from_regex(r"\A\d{4}-\d\d(-\d\d)?\n?\Z")


@given(NEARLY)
@example("0000-05")
@example("9999-12")
@example("2026-00")
@example("2026-11\n")
def test_whatever_is_taken_for_a_month_has_a_month_before_it_and_is_written_in_one_way(text: str) -> None:
    if is_month(text):
        before = month_before(text)
        assert before < text
        assert text == f"{date.fromisoformat(f'{before}-01') + timedelta(days=31):%Y-%m}"


@given(NEARLY | st.dates().map(str))
@example("9999-12-31")
@example("0001-01-01")
@example("2026-W48-1")
def test_whatever_is_taken_for_a_day_is_written_in_one_way_and_has_days_around_it(text: str) -> None:
    day = read_day(text)
    assert is_month_or_day(text) == (is_month(text) or day is not None)
    if day:
        assert str(day) == text
        assert day - timedelta(days=36500) < day < day + timedelta(days=36500)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_on_which_something_may_happen_is_read_with_its_month(day: date) -> None:
    assert read_day(str(day)) == day
    assert is_month(f"{day:%Y-%m}")
    assert is_month_or_day(str(day))
