"""One-time codes, sessions of residents and subscriptions, as rules without tables."""

from __future__ import annotations

from datetime import timedelta
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.letters.subscriptions import (
    News,
    NewsKind,
    Subscription,
    Topic,
    TopicKind,
    can_be_confirmed,
    id_of,
    keys_of,
    news_concern_topic,
)
from onestop.domain.people.one_time_codes import LASTS, Ask, hash_code, is_right, make_code, name_of_ask, read_code
from onestop.domain.people.resident_sessions import masked_address
from onestop.domain.places.distances import A_DEGREE
from tests.builders import NOW

KEY = b"k" * 32


@given(st.integers(0, 999_999))
def test_a_code_has_six_digits_and_is_read_however_it_is_typed(drawn: int) -> None:
    code = make_code(lambda most: drawn % most)
    assert len(code) == 6
    typed = (
        code,
        f" {code[:3]} {code[3:]}",
        f"{code[:3]}-{code[3:]}",
        code.translate({48 + n: 0x660 + n for n in range(10)}),
    )
    assert {read_code(each) for each in typed} == {code}


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_only_its_own_code_is_right_for_an_ask_and_only_in_time(drawn: int, tried: int) -> None:
    name, code, other = name_of_ask("token"), f"{drawn:06d}", f"{tried:06d}"
    ask = Ask(address="a@b.example", channel="email", language="en", asked_at=NOW, hashed=hash_code(code, name, KEY))
    assert is_right(ask, other, name, KEY, NOW) is (drawn == tried)
    assert not is_right(ask, code, name, KEY, NOW + LASTS)
    assert not is_right(ask, code, name_of_ask("another"), KEY, NOW)
    assert not is_right(ask, code, name, b"x" * 32, NOW)


def test_a_code_that_was_not_made_yet_is_opened_by_nothing() -> None:
    ask = Ask(address="a@b.example", channel="email", language="en", asked_at=NOW)
    assert not is_right(ask, "", name_of_ask("token"), KEY, NOW)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ana@resident.example", "an…@resident.example"),
        ("a@b.example", "a…@b.example"),
        ("+19025550123;ext=4", "…0123"),
    ],
)
def test_an_address_is_shown_so_that_its_owner_knows_it(address: str, shown: str) -> None:
    assert masked_address(address) == shown


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(1, 500), st.floats(-1, 1), st.floats(-1, 1))
def test_what_happens_within_a_circle_lies_under_one_of_its_keys(
    lat: float, long: float, within: float, north: float, east: float
) -> None:
    topic = Topic(kind=TopicKind.PLACE, lat=lat, long=long, within=within)
    away = within / A_DEGREE
    news = News(
        reference="7KQ2-M4TX-9BWD-D",
        kind=NewsKind.OPENED,
        service="pothole",
        at=NOW,
        lat=lat + north * away,
        long=long + east * away / cos(radians(lat)),
    )
    if news_concern_topic(news, topic):
        assert set(keys_of(news)) & set(topic.found_by())


def test_the_same_topic_has_one_name_and_another_one_another() -> None:
    here = Topic(kind=TopicKind.PLACE, lat=44.62, long=-63.62, within=300)
    topics = [
        here,
        Topic(kind=TopicKind.PLACE, lat=44.62, long=-63.62, within=500),
        Topic(kind=TopicKind.PLACE, lat=44.62, long=-63.62, within=300, only="pothole"),
        Topic(kind=TopicKind.SERVICE, code="pothole"),
        Topic(kind=TopicKind.DISTRICT, code="pothole"),
    ]
    assert len({id_of(topic) for topic in topics}) == len(topics)
    assert id_of(here) == id_of(Topic(kind=TopicKind.PLACE, lat=44.62, long=-63.62, within=300))


def test_a_subscription_is_confirmed_within_a_day_and_is_live_until_it_is_stopped() -> None:
    asked = Subscription(
        id="1", topic=Topic(kind=TopicKind.CASE, code="x"), address="a@b.example", language="en", asked_at=NOW
    )
    day = timedelta(days=1)
    assert [can_be_confirmed(asked, NOW + each) for each in (timedelta(), day - timedelta(seconds=1), day)] == [
        True,
        True,
        False,
    ]
    assert not asked.live
