"""A person who was asked how it went is left alone for the days that the survey says, by whichever address tag."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import sqrt
from typing import Any

import pytest

from notifications.sending.send_to_everybody import tell_all
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.notifications import notifications_of
from tests.aws_in_memory import Aws
from tests.functional.dialogue import events_of
from tests.functional.notifications.city_asked import SHARE, ask_city, with_rule
from tests.functional.stories import PLACE, invite, resolved

NOON = datetime.fromisoformat("2026-11-24T12:00:00-04:00")


@pytest.fixture
def resting(post: Aws, release: dict[str, Any]) -> Aws:
    """The sample jurisdiction, in which a person is asked once in 30 days."""
    surveys = [survey | {"ask": {"rest_days": 30}} for survey in release["surveys"]]
    post.publish(release | {"surveys": surveys})
    return post


def asked(reference: str, at: datetime) -> None:
    for event in events_of(reference, "survey.invited"):
        tell_all(cloud_event(event, "/onestop/test"), at)


def done(email: str) -> str:
    contact = {"contact": {"email": email}}
    reference = str(resolved(**{"service_code": "pothole", "place": PLACE, **contact})["reference"])
    invite(reference)
    return reference


def test_the_second_case_of_a_month_is_not_asked_about_and_one_after_it_is(resting: Aws) -> None:
    first, second, third = (
        done(each) for each in ("ana@resident.example", "ana+2@resident.example", "ana@resident.example")
    )
    asked(first, NOON)
    asked(first, NOON)  # the queue brings it twice
    asked(second, NOON + timedelta(days=29))
    asked(third, NOON + timedelta(days=30))
    outcomes = [[kept.status for kept in notifications_of(each)] for each in (first, second, third)]
    assert outcomes == [[LetterState.SENT], [LetterState.CANCELLED], [LetterState.SENT]]
    assert len(resting.emails()) == 2


def test_about_every_case_of_a_city_it_is_decided_as_the_plain_rule_does(post: Aws, release: dict[str, Any]) -> None:
    """`python -m tests.bench asking` does the same for 100,000 residents."""
    post.publish(release | {"surveys": list(with_rule(release))})
    told = ask_city(600, seed=18)
    assert (told.wrong, told.too_often) == (0, 0)
    assert told.cases > told.drawn > told.asked > 100
    assert abs(told.drawn - SHARE * told.cases) < 4 * sqrt(told.cases * SHARE * (1 - SHARE))


def test_somebody_else_is_asked_all_the_same(resting: Aws) -> None:
    for email in ("ana@resident.example", "bo@resident.example"):
        asked(done(email), NOON)
    assert len(resting.emails()) == 2
