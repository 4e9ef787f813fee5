"""How long a session at the desk lasts, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.staff.desk_sessions import (
    MOST,
    NOTED_EVERY,
    Session,
    SessionLimits,
    StaffSessions,
    become,
    begin_desk_session,
    end_desk_session,
    find_session,
    hash_of,
    read_limits,
    used,
)
from tests.builders import NOW

LIMITS = SessionLimits()
NOBODY = StaffSessions(staff="clerk-1")


def a_session(secret: str = "s", *, began: timedelta = timedelta(0)) -> Session:
    at = NOW + began
    return Session(hashed=hash_of(secret), forms="f", began_at=at, used_at=at, language="en")


@given(st.lists(st.integers(1, 3600), max_size=60))
def test_a_session_lives_while_it_is_used_and_never_longer_than_it_may(pauses: list[int]) -> None:
    """Pages at any distance from one another: whoever is let in looked less than the idle limit ago, and signed in less
    than the whole limit ago; whoever looked within the idle limit less the minutes between two notes is let in."""
    known, at, last = begin_desk_session(NOBODY, a_session(), LIMITS), NOW, NOW
    for pause in pauses:
        at += timedelta(seconds=pause)
        session = find_session(known, "s", at, LIMITS)
        if session is None:
            assert at - last >= LIMITS.idle - NOTED_EVERY or at - NOW >= LIMITS.whole
            return
        assert at - last < LIMITS.idle
        assert at - NOW < LIMITS.whole
        last = at
        known = become(known, used(session, at) or session)


@given(st.lists(st.integers(0, 12 * 60), min_size=1, max_size=40))
def test_of_too_many_sessions_the_oldest_goes_and_ended_ones_are_forgotten(minutes: list[int]) -> None:
    known = NOBODY
    for number, minute in enumerate(sorted(minutes)):
        known = begin_desk_session(known, a_session(f"s{number}", began=timedelta(minutes=minute)), LIMITS)
        assert len(known.sessions) <= MOST
        assert known.sessions[-1].hashed == hash_of(f"s{number}")
        assert all(known.sessions[-1].began_at - each.used_at < LIMITS.idle for each in known.sessions)


@pytest.mark.parametrize("secret", ["", "S", "s ", hash_of("s"), "🙂"])
def test_only_the_secret_itself_opens_a_session_not_what_is_kept_of_it(secret: str) -> None:
    assert find_session(begin_desk_session(NOBODY, a_session(), LIMITS), secret, NOW, LIMITS) is None


def test_one_that_was_ended_meanwhile_stays_ended() -> None:
    session = a_session()
    known = end_desk_session(begin_desk_session(NOBODY, session, LIMITS), session)
    assert become(known, replace(session, language="es")) == NOBODY


def test_a_use_is_noted_every_few_minutes_and_not_for_each_page() -> None:
    session = a_session()
    assert used(session, NOW + NOTED_EVERY - timedelta(seconds=1)) is None
    noted = used(session, NOW + NOTED_EVERY)
    assert noted
    assert noted.used_at == NOW + NOTED_EVERY


def test_a_jurisdiction_sets_limits_of_its_own() -> None:
    assert read_limits({}) == LIMITS
    own = read_limits({"desk": {"idle_minutes": 15, "session_hours": 8}})
    assert own == SessionLimits(timedelta(minutes=15), timedelta(hours=8))
