"""Two letters of one person leave in the order of their events, whatever the order in which their events come."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from notifications.handler import handle
from notifications.sending.order import WAITED
from notifications.sending.send_to_everybody import tell_all
from notifications.stuck import sweep_letters
from onestop.contracts.recorded import cloud_event
from onestop.domain.cases.links.case_links import Link, LinkKind
from onestop.domain.letters.delivery import LetterState, WhyNot
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_file
from onestop.storage.incoming.talks import Talk, change_talk
from onestop.storage.letters.claim_letters import InHand, NotItsTurn
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import prefer
from tests.aws_in_memory import Aws
from tests.builders import a_reference, an_sqs_event
from tests.functional.dialogue import ask, events_of, resolve
from tests.functional.notifications.digests_to_send import NOON
from tests.functional.notifications.kept_cases import a_kept_case
from tests.functional.stories import PLACE, in_progress

NEED = {"service_code": "pothole", "place": PLACE, "contact": {"email": "ana@resident.example"}}


def a_story() -> list[dict[str, Any]]:
    """A case that was opened and resolved: two letters, in the order of their events."""
    reference = str(in_progress(**NEED)["reference"])
    resolve(reference)
    return [cloud_event(each, "/onestop/test") for each in events_of(reference, "case.opened", "case.resolved")]


def moment(event: dict[str, Any], **later: float) -> datetime:
    return datetime.fromisoformat(event["time"]) + timedelta(**later)


def test_a_letter_waits_for_that_of_the_event_before_it(post: Aws) -> None:
    opened, resolved = a_story()
    with pytest.raises(NotItsTurn):
        tell_all(resolved, moment(resolved, seconds=1))
    tell_all(opened, moment(resolved, seconds=2))
    tell_all(resolved, moment(resolved, seconds=3))
    assert [each.letter for each in notifications_of(opened["subject"])] == ["case-opened", "case-resolved"]
    assert len(post.emails()) == 2


def test_one_whose_event_is_lost_is_waited_for_five_hours_and_no_longer(post: Aws) -> None:
    _, resolved = a_story()
    later = moment(resolved, seconds=1) + WAITED
    tell_all(resolved, later)
    assert len(notifications_of(resolved["subject"])) == 1


def test_what_no_channel_of_its_row_brings_is_not_waited_for(post: Aws) -> None:
    contact = {"name": "Ana Rivas", "post": ["12 Elm Street", "Port Ellery 04210"]}
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    ask(reference, "How deep is it?")
    (asked,) = (cloud_event(each, "/onestop/test") for each in events_of(reference, "resident.asked"))
    tell_all(asked, moment(asked, seconds=1))
    assert [(each.letter, each.channel) for each in notifications_of(reference)] == [("resident-asked", "letter")]


def test_what_is_told_with_the_whole_keeps_no_letter_of_a_part_waiting(post: Aws) -> None:
    links = (Link(reference=a_reference(70), kind=LinkKind.PARENT, task="1"),)
    events = a_kept_case(71, "case.opened", "case.reopened", case={"links": links}, email="ana@resident.example")
    for event in events:
        tell_all(event, moment(event, seconds=1))
    assert [each.letter for each in notifications_of(events[0]["subject"])] == ["case-reopened"]


def test_what_was_not_wanted_is_kept_as_such_and_keeps_no_later_letter_waiting(post: Aws) -> None:
    number = "+15550142777"
    talk = Talk(identity=identity_of(number, identity_key()))
    reference = str(in_progress(service_code="pothole", place=PLACE, contact={"phone": number})["reference"])
    resolve(reference)
    opened, resolved = (
        cloud_event(each, "/onestop/test") for each in events_of(reference, "case.opened", "case.resolved")
    )
    change_talk(talk, lambda kept: replace(kept, stopped=True), moment(opened))
    tell_all(opened, moment(opened, seconds=1))
    change_talk(talk, lambda kept: replace(kept, stopped=False), moment(opened, seconds=2))
    noon = NOON + (moment(resolved).date() - NOON.date())  # by day, when text messages leave
    tell_all(resolved | {"time": noon.isoformat()}, noon + timedelta(seconds=1))
    kept = [(each.letter, each.status, each.provider_id) for each in notifications_of(reference)]
    assert kept[0] == ("case-opened", LetterState.CANCELLED, WhyNot.STOPPED)
    assert [each[:2] for each in kept[1:]] == [("case-resolved", LetterState.SENT)]
    change_talk(talk, lambda kept: replace(kept, stopped=True), noon)
    tell_all(resolved | {"time": noon.isoformat()}, noon + timedelta(minutes=5))  # the queue brings it once more
    assert [each.status for each in notifications_of(reference)] == [LetterState.CANCELLED, LetterState.SENT]
    assert len(post.text_messages()) == 1


def test_a_letter_that_is_not_wanted_any_more_after_it_was_refused_gives_its_turn_to_the_next(post: Aws) -> None:
    (opened, resolved), (other, _) = a_story(), a_story()
    person, late = load_file(resolved["subject"]).case.person or "", moment(other)
    tell_all(opened, late)
    with post.failing("ses", "SendRawEmail", "Throttling"), pytest.raises(ClientError):
        tell_all(resolved, late)
    prefer(person, "en", "email", Preferences(without=("news",)))
    tell_all(resolved, late + timedelta(minutes=3))
    assert [each.status for each in notifications_of(resolved["subject"])] == [LetterState.SENT, LetterState.CANCELLED]
    tell_all(other, late + timedelta(minutes=4))
    assert len(post.emails()) == 2


def test_while_a_provider_refuses_one_letter_what_happened_later_in_another_case_waits(post: Aws) -> None:
    first, second = a_story()[0], a_story()[0]
    with post.failing("ses", "SendRawEmail", "Throttling"), pytest.raises(ClientError):
        tell_all(first, moment(second, seconds=1))
    with pytest.raises(NotItsTurn):
        tell_all(second, moment(second, seconds=2))
    tell_all(first, moment(second, minutes=3))
    tell_all(second, moment(second, minutes=4))
    (one, other) = post.emails()
    assert (first["subject"] in one.body, second["subject"] in other.body) == (True, True)


def test_a_letter_that_is_given_up_lets_the_next_one_leave(post: Aws) -> None:
    first, second = a_story()[0], a_story()[0]
    with post.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        tell_all(first, NOON)
    tell_all(second, NOON)
    assert [each.status for each in notifications_of(first["subject"])] == [LetterState.FAILED]
    assert [each.status for each in notifications_of(second["subject"])] == [LetterState.SENT]


def test_a_turn_ends_though_whoever_had_it_is_gone_for_ever(post: Aws) -> None:
    first, second = a_story()[0], a_story()[0]
    with post.failing("ses", "SendRawEmail", "Throttling"), pytest.raises(ClientError):
        tell_all(first, NOON)
    with pytest.raises(NotItsTurn):
        tell_all(second, NOON + timedelta(hours=4.9))
    tell_all(second, NOON + timedelta(hours=5.1))
    assert len(post.emails()) == 1
    sweep_letters(NOON + timedelta(hours=5.2))  # it is told all the same
    assert len(post.emails()) == 2


def test_a_batch_is_told_in_the_order_in_which_things_happened(post: Aws) -> None:
    opened, resolved = a_story()
    assert handle(an_sqs_event(resolved, opened), None) == {"batchItemFailures": []}
    (first, second) = notifications_of(opened["subject"])
    assert [mail.id for mail in post.emails()] == [first.provider_id, second.provider_id]


def test_a_letter_that_is_too_early_comes_again_in_seconds(post: Aws) -> None:
    _, resolved = a_story()
    post.watch("sqs")
    answer = handle(an_sqs_event(resolved), None)
    assert answer["batchItemFailures"] == [{"itemIdentifier": "message-1"}]
    (asked,) = post.asked_for("ChangeMessageVisibilityBatch")
    assert asked["Entries"][0]["VisibilityTimeout"] <= 8


def test_beside_a_letter_that_is_too_early_a_message_that_cannot_be_read_fails_alone(post: Aws) -> None:
    (opened, _), (_, early) = a_story(), a_story()
    batch = an_sqs_event(opened, early, {"id": []})
    batch["Records"][2]["body"] = "no event"
    failed = {each["itemIdentifier"] for each in handle(batch, None)["batchItemFailures"]}
    assert failed == {"message-2", "message-3"}


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_events_come_and_fail_letters_leave_in_theirs(post: Aws, seed: int) -> None:
    draw = random.Random(seed)
    waiting = [event for _ in range(2) for event in a_story()]
    cases = sorted({event["subject"] for event in waiting})
    last, minutes = max(moment(event) for event in waiting), 0.0
    while waiting:
        minutes += 2.5
        assert minutes < 240, "a letter waits for ever"
        draw.shuffle(waiting)
        left = []
        for event in waiting:
            try:
                if draw.random() < 0.3:
                    with post.failing("ses", "SendRawEmail", "ServiceUnavailable"):
                        tell_all(event, last + timedelta(minutes=minutes))
                else:
                    tell_all(event, last + timedelta(minutes=minutes))
            except (InHand, ClientError):
                left.append(event)
        waiting = left
    places = {mail.id: place for place, mail in enumerate(post.emails())}
    assert len(places) == 4
    for reference in cases:
        opened, resolved = notifications_of(reference)
        assert places[opened.provider_id or ""] < places[resolved.provider_id or ""]
