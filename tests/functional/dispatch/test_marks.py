"""What was published is noted beside the case, and a case leaves the list of the unfinished when its end was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from dispatch.handler import handle
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.published import MARKS, load_standing, note, unlist
from onestop.storage.cases.sweeps import listed_cases
from tests.aws_in_memory import Aws, Calls
from tests.builders import REFERENCE, a_case, a_stream_event, an_event, an_image, an_sqs_event
from tests.functional.stories import case_file, deliver, history, in_progress, open_case, resolved, take_step


def listed() -> list[str]:
    return [reference for _, reference in listed_cases(datetime.now(UTC) + timedelta(hours=1))]


def closed() -> str:
    reference: str = resolved()["reference"]
    take_step("close", reference, because="expired")
    return reference


def test_what_was_published_is_noted_in_one_call_for_each_case(workflows: Aws, calls: Calls) -> None:
    references = [in_progress()["reference"] for _ in range(2)]
    images = [an_image(event) for reference in references for event in history(reference)]
    calls.forget()
    handle(a_stream_event(*images), None)
    assert calls.names == ["UpdateItem", "UpdateItem"]
    for reference in references:
        assert load_standing(reference).published == {1, 2, 3}
        assert load_standing(reference).unpublished() == []


def test_what_could_not_be_published_is_not_noted(workflows: Aws) -> None:
    reference = open_case()["reference"]
    with workflows.failing("sns", "PublishBatch", "InternalError"):
        deliver(reference)
    assert load_standing(reference).published == set()


def test_a_mark_that_cannot_be_written_holds_nothing_up(workflows: Aws, logged: Any) -> None:
    reference = open_case()["reference"]
    with workflows.failing("dynamodb", "UpdateItem", "InternalServerError"):
        assert deliver(reference) == {"batchItemFailures": []}
    assert len(workflows.published()) == 1
    assert workflows.asked_for("SendMessage") == []
    assert "could not note" in logged.getvalue()


def test_marks_from_two_sides_both_stay(aws: Aws) -> None:
    assert note(REFERENCE, {3, 1}) == {1, 3}
    assert note(REFERENCE, {2}, {"a"}) == {1, 2, 3}
    assert note(REFERENCE, {2}, {"b"}) == {1, 2, 3}


def test_the_row_of_the_marks_is_no_news(workflows: Aws) -> None:
    row = {"pk": {"S": "CASE#X"}, "sk": {"S": MARKS}, "kind": {"S": "told"}, "told": {"NS": ["1"]}}
    assert handle(a_stream_event(row), None) == {"batchItemFailures": []}
    assert workflows.asked == []


def test_a_closed_case_stays_listed_until_its_end_was_published(workflows: Aws) -> None:
    reference = closed()
    assert listed() == [reference]
    deliver(reference)
    assert listed() == []
    assert case_file(reference).case.status == "closed"


def test_a_closed_case_of_which_something_was_not_published_stays_listed_until_it_is(workflows: Aws) -> None:
    reference = closed()
    images = [an_image(event) for event in history(reference)]
    handle(a_stream_event(*images[:2], *images[3:]), None)
    assert listed() == [reference]
    handle(an_sqs_event(images[2]), None)
    assert listed() == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_whatever_order_the_last_events_come_the_case_leaves_the_list(
    workflows: Aws, order: tuple[int, ...]
) -> None:
    reference = closed()
    *before, one, two, three = [an_image(event) for event in history(reference)]
    handle(a_stream_event(*before), None)
    for number in order:
        handle(a_stream_event((one, two, three)[number]), None)
    assert listed() == []


def test_delivered_twice_is_no_failure_and_lists_nothing_again(workflows: Aws) -> None:
    reference = closed()
    deliver(reference)
    assert deliver(reference) == {"batchItemFailures": []}
    assert listed() == []


def test_a_case_that_moved_on_is_not_taken_off_the_list(aws: Aws) -> None:
    case_row(a_case(version=8)).save()
    assert not unlist(REFERENCE, 7)
    assert not unlist("GONE", 7)
    assert listed() == [REFERENCE]
    assert unlist(REFERENCE, 8)
    assert not unlist(REFERENCE, 8)


def test_a_case_on_its_way_stays_listed_however_completely_it_was_published(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    first, *others = [an_image(event) for event in history(reference)]
    handle(a_stream_event(*others), None)
    handle(a_stream_event(first), None)
    assert load_standing(reference).unpublished() == []
    assert listed() == [reference]


def test_an_event_of_a_type_that_moves_nothing_is_published_and_noted(workflows: Aws) -> None:
    handle(a_stream_event(an_image(an_event(type="note.added", sequence=1))), None)
    assert note(REFERENCE, {1}) == {1}
