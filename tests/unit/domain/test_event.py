"""A row of the table of events is a fact that nobody changes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from onestop.domain.cases.events import EVENTS, CaseJoined, CaseOpened, CaseParted, Event, TaskDueSoon
from tests.contract.event_samples import EXAMPLES
from tests.each import for_each


def test_an_event_is_sent_under_its_own_name() -> None:
    assert (CaseOpened.type, TaskDueSoon.type) == ("case.opened", "task.due_soon")
    assert len({event.type for event in EVENTS}) == len(EVENTS)


@for_each("event", EXAMPLES)
def test_no_field_of_an_event_can_be_changed_added_or_taken_away(event: Event) -> None:
    for name in (*vars(event), "note"):
        with pytest.raises(FrozenInstanceError):
            setattr(event, name, "?")
        with pytest.raises(FrozenInstanceError):
            delattr(event, name)
    assert event == replace(event)


def test_events_are_the_same_when_they_are_of_one_kind_and_carry_the_same() -> None:
    joined = CaseJoined(other="A")
    assert joined == CaseJoined(other="A")
    assert hash(joined) == hash(CaseJoined(other="A"))
    assert joined not in (CaseJoined(other="B"), CaseParted(other="A"), "A")
    assert len({joined, CaseJoined(other="A"), CaseParted(other="A")}) == 2
    assert repr(joined) == "CaseJoined(other='A')"
