"""What a GET of requests asks for: windows of 90 days at most, and empty parameters that count as absent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.open311.refusing import RequestRefused
from intake.open311.wanted import LONGEST, RequestFilter, read_wanted
from tests.builders import NOW

JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def read(**query: str) -> RequestFilter:
    return read_wanted(lambda name: query.get(name) or None, NOW)


def test_without_dates_it_is_the_most_recent_90_days() -> None:
    wanted = read(start_date="", status="", page="")
    assert wanted.start == NOW - timedelta(days=90)
    assert NOW < wanted.end < NOW + timedelta(hours=1)  # a clock may be a little fast
    assert (wanted.page, wanted.size, wanted.filters, wanted.extensions) == (1, 100, False, False)


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ({"start_date": "2026-06-01"}, JUNE, JUNE + timedelta(days=90)),
        ({"end_date": "2026-06-01T00:00:00Z"}, JUNE - timedelta(days=90), JUNE),
        ({"start_date": "2026-06-01", "end_date": "2026-08-30"}, JUNE, JUNE + timedelta(days=90)),
        ({"start_date": "2026-05-31T20:00:00-04:00", "end_date": "2026-06-01"}, JUNE, JUNE),
        ({"start_date": "2026-06-01T00:00:00 00:00", "end_date": "20260602T000000Z"}, JUNE, JUNE + timedelta(days=1)),
    ],
)
def test_a_range_is_filled_up_to_90_days(query: dict[str, str], start: datetime, end: datetime) -> None:
    wanted = read(**query)
    assert (wanted.start, wanted.end) == (start, end)


def test_a_start_without_an_end_goes_on_until_now() -> None:
    assert read(start_date="2026-11-20").end > NOW


@pytest.mark.parametrize(
    "query", [{"start_date": "2026-06-01", "end_date": "2026-08-31"}, {"start_date": "x"}, {"end_date": "0"}]
)
def test_a_range_that_cannot_be_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(RequestRefused):
        read(**query)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(RequestRefused) as refused:
        read(status="fixed", start_date="x", updated_after="y", page="0", lat="1")
    assert len(refused.value.complaints) == 5


def test_ids_override_all_else_even_what_is_wrong() -> None:
    wanted = read(service_request_id="a, b,,a", status="fixed", start_date="x", page="-1")
    assert wanted.ids == ("a", "b")


def test_a_page_larger_than_ours_is_the_largest_we_have() -> None:
    assert read(page_size="5000").size == 1000


@given(
    st.dictionaries(
        st.sampled_from(["start_date", "end_date", "page", "page_size", "lat", "long", "radius", "status", "cursor"]),
        st.text(max_size=30),
    )
)
def test_no_parameters_break_the_reading(query: dict[str, str]) -> None:
    try:
        wanted = read(**query)
    except RequestRefused:
        return
    assert wanted.start <= wanted.end <= wanted.start + LONGEST + timedelta(hours=1)
