"""A notice to many: whom it is for, once each, whoever dies on the way; paused, cancelled, by night."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from onestop.domain.notices.notice import Act, Audience, Level, State
from onestop.domain.people.subscriptions import TopicKind
from onestop.storage.notice_walks import figures_of, load_walk
from onestop.storage.notices import find_notice
from onestop.storage.suppressions import suppress
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.notifications.spreading import (
    BESIDE,
    ELSEWHERE,
    INSIDE,
    OUTLINE,
    Died,
    a_notice,
    a_topic,
    counted_calls,
    done,
    receivers,
    sent,
    subscribe,
    work_off,
)

MANY = 3000
SEED = 20261129


@pytest.fixture(autouse=True)
def provider(post: Aws) -> Aws:
    return post


def many_subscribers(many: int) -> set[str]:
    """Some who are owed the notice, many of them by several topics, and among them some who are not."""
    owed = set()
    for number in range(many):
        address = f"r{number}@resident.example"
        topics = [a_topic(), *([a_topic(INSIDE)] if number % 7 == 0 else [])]
        identity = subscribe(address, *topics, language=("en", "es", "zh-Hans")[number % 3], stopped=number % 50 == 49)
        if number % 50 == 48:
            suppress(identity, NOW)
        elif number % 50 != 49:
            owed.add(address)
    return owed


def test_everybody_is_told_once_though_the_process_dies_at_five_random_calls() -> None:
    owed, notice = many_subscribers(MANY), sent(a_notice())
    dice = random.Random(SEED)
    deaths = {(dice.randrange(2 * MANY), dice.choice(("before", "after"))) for _ in range(5)}
    with counted_calls(deaths) as made:
        work_off(notice)
    told, figures = receivers(), figures_of(notice.id)
    assert set(told.values()) == {1}
    # a process that dies between the letter and noting it leaves one recipient of whom nobody knows
    assert len(owed - set(told)) + len(set(told) - owed) == 0
    assert (figures.told + figures.unsure, figures.unwanted, figures.failed) == (len(owed), MANY // 50 * 2 + 0, 0)
    assert sum(made.values()) / MANY < 4
