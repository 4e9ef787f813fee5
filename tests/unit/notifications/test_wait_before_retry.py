"""Pauses grow, are drawn, and reach over the hours after which a letter goes by another channel."""

from __future__ import annotations

import random
from itertools import accumulate, count

import pytest

from notifications.sending.send_letter import TRIED_FOR
from notifications.sending.wait_before_retry import LONGEST, SHORTEST, seconds_until_again
from tests.contract.template import NESTED


@pytest.mark.parametrize("times", [1, 2, 3, 10, 40, 1000])
def test_a_pause_lies_between_its_bounds_whatever_is_drawn(times: int) -> None:
    shortest, longest = (seconds_until_again(times, draw) for draw in (lambda _: 0, lambda most: most - 1))
    assert SHORTEST <= shortest <= longest <= LONGEST
    assert shortest < longest or times == 1 or longest == SHORTEST


def test_the_queue_tries_for_longer_than_a_provider_is_waited_for_even_where_every_pause_is_drawn_short() -> None:
    most = NESTED["messaging"]["Resources"]["Notifications"]["Properties"]["RedrivePolicy"]["maxReceiveCount"]
    waited = accumulate(seconds_until_again(times, lambda _: 0) for times in count(1))
    needed = next(number for number, seconds in enumerate(waited, 2) if seconds >= TRIED_FOR.total_seconds())
    assert needed < most


def test_a_thousand_messages_that_fail_together_do_not_come_again_together() -> None:
    draw = random.Random(1).randrange
    assert len({seconds_until_again(4, draw) for _ in range(1000)}) > 300
