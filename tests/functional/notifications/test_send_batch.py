"""A batch of the queue costs few calls, and tells everybody exactly as if its messages came one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress as passed_by
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.handler import handle, hear
from notifications.sending.send_batch import IN_HAND, tell_together
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import Talk, talk_row
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.letters.suppressions import suppress
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_sqs_event
from tests.functional.dialogue import events_of, resolve
from tests.functional.notifications.kept_cases import a_kept_case
from tests.functional.notifications.spreading import SEND, Died, counted_calls, mail_provider
from tests.functional.stories import PLACE, in_progress

SENDS = (SEND, "Publish")
MOST = 12  # calls for ten letters, besides the sends
MINUTE = timedelta(minutes=1)


def ten_cases() -> list[str]:
    """Cases of different people: two of three have an address, the others a number."""
    people = [{"phone": f"+1555014{n:04}"} if n % 3 == 2 else {"email": f"r{n}@x.example"} for n in range(10)]
    return [str(in_progress(service_code="pothole", place=PLACE, contact=each)["reference"]) for each in people]


def told_of(references: Collection[str], type: str) -> list[dict[str, Any]]:
    return [cloud_event(each, "/onestop/test") for one in references for each in events_of(one, type)]


def run(events: Sequence[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """One run of the function at a moment, which may die: the messages that come again."""
    again = []
    ended = tell_together(events, at)
    for event in events:
        try:
            hear(event, at, ended)
        except Exception:
            again.append(event)
    return again


def run_until_told(events: Sequence[dict[str, Any]], at: datetime = NOW + MINUTE) -> None:
    for _ in range(20):
        with passed_by(Died):  # all of them come again
            events = run(events, at)
        if not events:
            return
        at += 3 * MINUTE
    raise AssertionError("it does not come to an end")


def test_ten_letters_of_a_batch_cost_at_most_twelve_calls_besides_the_sends(post: Aws) -> None:
    references = ten_cases()
    for type, expected in (
        ("case.opened", {"BatchGetItem": 3, "TransactWriteItems": 1 + 5}),
        ("case.resolved", {"BatchGetItem": 3, "TransactWriteItems": 1 + 5 + 1}),  # subscribers may know of it
    ):
        events = told_of(references, type)
        current()  # which is read once a minute, whatever is told
        with counted_calls() as made:
            assert handle(an_sqs_event(*events), None) == {"batchItemFailures": []}
        calls = {name: made.calls[name] for name in made.calls if name not in SENDS}
        assert calls == expected
        # at most: a release is looked for, and long histories are read in two
        assert sum(calls.values()) + 2 <= MOST
        for each in references if type == "case.opened" else ():
            resolve(each)
    assert (len(post.emails()), len(post.text_messages())) == (14, 6)
    assert {each.status for one in references for each in notifications_of(one)} == {LetterState.SENT}


@pytest.mark.parametrize("when", ["before", "after"])
def test_whichever_call_it_dies_at_everybody_is_told_and_only_letters_in_hand_leave_twice(post: Aws, when: str) -> None:
    twice, calls = [], 9  # three to read, one to claim, three letters, two to note them
    for death in range(1, calls + 1):
        numbers = range(3 * death, 3 * death + 3)
        events = [a_kept_case(each, "case.opened", email=f"r{each}@x.example")[0] for each in numbers]
        with mail_provider() as told, counted_calls({(death, when)}) as made:
            run_until_told(events)
        assert (len(told), made.deaths) == (3, 1)
        twice.append(told.total() - 3)
    # one letter after the first, two after the second until they are noted; one after the third
    in_hand = {"before": [0, 0, 0, 0, 0, 1, 2, 0, 1], "after": [0, 0, 0, 0, 1, 2, 0, 1, 0]}[when]
    assert (twice, max(in_hand)) == (in_hand, IN_HAND)


def test_a_batch_tells_what_its_messages_would_tell_one_by_one(post: Aws) -> None:
    def a_mixed_batch(first: int) -> list[dict[str, Any]]:
        name = lambda what: f"{what}{first}@x.example"  # noqa: E731
        numbers = iter(range(first, first + 100))
        suppress(identity_of(name("gone"), identity_key()), NOW)
        stopped = f"+1555{first:07}"
        talk_row(Talk(identity=identity_of(stopped, identity_key()), stopped=True), NOW).save()
        cases = [
            a_kept_case(next(numbers), "case.opened", "case.routed", "case.resolved", email=name("ana")),
            a_kept_case(next(numbers), "case.opened", email=name("ana")),  # the same person by another case
            a_kept_case(next(numbers), "case.opened", email=name("ana+2")),  # counted as the same
            a_kept_case(next(numbers), "case.opened", email=name("gone"), phone=f"+1556{first:07}"),
            a_kept_case(next(numbers), "case.opened", phone=stopped),
            a_kept_case(next(numbers), "case.opened", "survey.invited", email=name("rated")),
            a_kept_case(next(numbers), "case.opened", "case.reopened", phone=f"+1557{first:07}"),
            a_kept_case(next(numbers), "case.opened", "case.closed", email=name("eva")),
            a_kept_case(next(numbers), "case.opened"),  # who left no address
            a_kept_case(next(numbers), "case.opened", email=name("li"), language="zh-Hans"),
            a_kept_case(next(numbers), "case.opened", email="not an address"),
        ]
        events = [event for case in cases for event in case]
        for each in events:
            each["data"] |= {"because": "withdrawn"} if each["type"] == "case.closed" else {}
        return [*events, events[0], events[-1]]

    def kept(events: Sequence[dict[str, Any]]) -> list[Any]:
        found = [notifications_of(each) for each in dict.fromkeys(event["subject"] for event in events)]
        return [[(each.letter, each.channel, each.language, each.status) for each in one] for one in found]

    together, alone = a_mixed_batch(100), a_mixed_batch(1100)
    for first in range(0, len(together), 8):
        run_until_told(together[first : first + 8])
    sent = len(post.emails()), len(post.text_messages())
    for event in alone:
        run_until_told([event])
    assert kept(together) == kept(alone)
    assert (len(post.emails()), len(post.text_messages())) == (2 * sent[0], 2 * sent[1])
    assert sum(map(bool, kept(together))) == 10  # all but who left no address


def test_what_stands_in_the_way_of_one_letter_keeps_no_other_from_leaving(post: Aws) -> None:
    told, in_hand, early, first, second = (
        a_kept_case(number, "case.opened", "case.resolved", email=f"r{number}@x.example") for number in range(1, 6)
    )
    run_until_told(told[:1])
    with post.failing("ses", SEND, "Throttling"):  # another sender has claimed it, and may be at work
        assert run(in_hand[:1], NOW + MINUTE) == in_hand[:1]
    events = [told[0], in_hand[0], early[1], first[0], second[0]]
    with counted_calls() as made:
        assert run(events, NOW + 2 * MINUTE) == [in_hand[0], early[1]]
    assert made.calls[SEND] == 2
    # three to read; one that is refused, one for the others; who stood in its way: two, two and one; one to note,
    # and one for what subscribers may know
    assert made.calls.total() - 2 == 3 + 2 + 5 + 1 + 1
    run_until_told([in_hand[0], early[0], early[1]], NOW + 4 * MINUTE)
    assert len(post.emails()) == 6


def test_where_a_batch_cannot_be_read_at_once_each_is_told_by_itself(post: Aws) -> None:
    events = [a_kept_case(number, "case.opened", email=f"r{number}@x.example")[0] for number in range(1, 4)]
    with post.failing("dynamodb", "BatchGetItem", "ValidationException"):
        assert run(events, NOW + MINUTE) == []
    assert len(post.emails()) == 3


def test_what_is_owed_to_who_was_merged_leaves_before_what_happened_later_to_who_stayed(post: Aws) -> None:
    stays = f"{2202:032}"
    cases = [
        a_kept_case(2201, "case.opened", email="ana@x.example", merged_into=stays),
        a_kept_case(2202, "case.opened", email="ana.rivas@x.example"),
        *(a_kept_case(number, "case.opened", email=f"r{number}@x.example") for number in (2203, 2204)),
    ]
    events = [event | {"time": (NOW + number * MINUTE).isoformat()} for number, (event,) in enumerate(cases)]
    assert handle(an_sqs_event(*events), None) == {"batchItemFailures": []}
    theirs = [mail.body for mail in post.emails() if mail.mail["To"] == "ana.rivas@x.example"]
    assert [each["subject"] in body for each, body in zip(events[:2], theirs, strict=True)] == [True, True]
