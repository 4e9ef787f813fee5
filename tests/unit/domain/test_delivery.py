"""Where a letter ends is the same in whatever order, and however often, its receipts come."""

from __future__ import annotations

from itertools import permutations

import pytest

from onestop.domain.letters.delivery import (
    EMAIL,
    MISSED,
    RANK,
    SMS,
    LetterState,
    WhyNot,
    may_become,
    outcome_of,
    states_before,
)
from onestop.domain.letters.delivery_words import DELIVERY_WORDS, words_of


def ending(states: tuple[LetterState, ...], begun: LetterState = LetterState.SENDING) -> LetterState:
    for state in states:
        begun = state if may_become(begun, state) else begun
    return begun


@pytest.mark.parametrize("told", [EMAIL, SMS], ids=["email", "sms"])
def test_the_order_of_receipts_does_not_matter(told: dict[str, object]) -> None:
    outcomes = sorted({outcome.becomes for outcome in told.values()})  # type: ignore[attr-defined]
    ends = {RANK[ending(order)] for order in permutations(outcomes * 2, 4)}
    assert len({RANK[ending(order)] for order in permutations(outcomes)}) == 1
    assert max(ends) == max(RANK[each] for each in outcomes)


def test_no_state_moves_back_and_each_says_from_where_it_may_come() -> None:
    for after in LetterState:
        assert all(RANK[before] < RANK[after] for before in states_before(after))
    assert states_before(LetterState.CREATED) == ()


def test_what_left_was_never_cancelled() -> None:
    assert set(states_before(LetterState.CANCELLED)) == {LetterState.CREATED, LetterState.HELD, LetterState.TEMPORARY}
    assert words_of(LetterState.CANCELLED, WhyNot.STOPPED) != words_of(LetterState.CANCELLED, None)
    assert words_of(LetterState.SENT, WhyNot.STOPPED) == DELIVERY_WORDS[LetterState.SENT]


def test_a_letter_that_came_after_all_came_and_one_that_was_sent_back_later_did_not() -> None:
    assert ending((LetterState.TEMPORARY, LetterState.DELIVERED)) is LetterState.DELIVERED
    assert ending((LetterState.DELIVERED, LetterState.FAILED)) is LetterState.FAILED
    assert ending((LetterState.FAILED, LetterState.DELIVERED)) is LetterState.FAILED


def test_what_is_no_news_moves_nothing_and_each_state_has_words() -> None:
    assert (outcome_of("email", "DeliveryDelay"), outcome_of("fax", "Delivery")) == (None, None)
    assert set(DELIVERY_WORDS) == set(LetterState)
    assert {outcome.becomes for outcome in (*EMAIL.values(), *SMS.values()) if outcome.gone} <= {
        LetterState.FAILED,
        LetterState.DELIVERED,  # a complaint is about a letter that came
    }
    assert LetterState.SENT not in MISSED
