"""Webhooks of agencies: signed, in the order of each case, tried for three days, each by itself."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from casework.administration.change_webhooks import Doer, send_time_again
from dispatch.call_webhooks import call_webhooks
from dispatch.handler import handle
from dispatch.publish_events import publish_events
from onestop.contracts.recorded import Recorded
from onestop.domain.webhooks.webhook import OPENS_AFTER, Webhook
from onestop.domain.webhooks.webhook_signatures import secret_of
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.runtime.outside.call_outside import NotReached, Outside, ServerAnswer
from onestop.storage.cases.read_case import load_history
from onestop.storage.partners.webhooks import (
    CallState,
    await_call,
    forget_webhooks,
    keep_webhook,
    latest_of,
    load_webhook,
    waiting_for,
)
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_reference
from tests.functional.stories import resolved

HOOK = Webhook(id="streets-1", url="https://agency.example/hook", agency="streets")


@pytest.fixture(autouse=True)
def read_anew(aws: Aws) -> None:
    forget_webhooks()


@dataclass
class Receiver:
    """The server of an agency: what it took, by its address, and whether it is up."""

    taken: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    seen: list[tuple[bytes, Mapping[str, str]]] = field(default_factory=list)
    status: int = 200

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        self.seen.append((body, headers))
        if self.status == 200:
            self.taken[url].append(json.loads(body))
        return ServerAnswer(self.status, b"")


def an_event(case: int, sequence: int, at: datetime = NOW) -> Recorded:
    return Recorded(
        reference=a_reference(case),
        sequence=sequence,
        type="task.opened",
        at=at - timedelta(seconds=60 - sequence),
        by="system",
        channel="web",
        priority="normal",
        data={},
        service="pothole",
        agency="streets",
    )


def walk(receiver: Receiver, at: datetime = NOW) -> dict[str, int]:
    return call_webhooks(receiver.post, lambda: at)


def in_order(events: list[dict[str, Any]]) -> bool:
    by_case: dict[str, list[int]] = defaultdict(list)
    for each in events:
        by_case[each["subject"]].append(int(each["sequence"]))
    return all(numbers == sorted(numbers) for numbers in by_case.values())


def test_an_event_of_its_agency_is_delivered_once_signed_as_the_standard_says() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1), replace(an_event(2, 1), agency="parks")])
    receiver, at = Receiver(), datetime.now(UTC)  # the verifier compares with the clock of the machine
    assert walk(receiver, at) == {"delivered": 1, "failed": 0, "given_up": 0}
    assert walk(receiver, at) == {"delivered": 0, "failed": 0, "given_up": 0}
    ((body, headers),) = receiver.seen
    told = Verifier(secret_of(HOOK.id, 1, identity_key())).verify(body, dict(headers))
    assert (told["id"], headers["webhook-id"]) == (f"{a_reference(1)}.1",) * 2
    with pytest.raises(WebhookVerificationError):
        Verifier(secret_of(HOOK.id, 1, identity_key())).verify(body + b" ", dict(headers))
    with pytest.raises(WebhookVerificationError):
        Verifier(secret_of("another", 1, identity_key())).verify(body, dict(headers))


def test_while_a_key_is_changed_both_secrets_verify_and_a_retired_one_no_more() -> None:
    keep_webhook(replace(HOOK, keys=(1, 2)))
    publish_events([an_event(1, 1)])
    receiver, at = Receiver(), datetime.now(UTC)
    walk(receiver, at)
    body, headers = receiver.seen[0]
    for number in (1, 2):
        Verifier(secret_of(HOOK.id, number, identity_key())).verify(body, dict(headers))
    keep_webhook(replace(HOOK, keys=(2,)))
    publish_events([an_event(1, 2)])
    walk(receiver, at)
    body, headers = receiver.seen[1]
    with pytest.raises(WebhookVerificationError):
        Verifier(secret_of(HOOK.id, 1, identity_key())).verify(body, dict(headers))


def test_a_key_that_came_in_while_the_receiver_said_that_it_is_gone_is_kept(aws: Aws) -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1)])

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        keep_webhook(replace(HOOK, keys=(1, 2)))
        return ServerAnswer(410, b"")

    call_webhooks(post, lambda: NOW)
    assert load_webhook(HOOK.id)[0] == replace(HOOK, keys=(1, 2), paused=True)


def test_a_receiver_that_fails_for_a_day_then_gets_everything_in_the_order_of_each_case() -> None:
    keep_webhook(HOOK)
    receiver, tried = Receiver(status=503), 0
    for hour in range(24):
        publish_events([an_event(case, hour + 1, NOW + timedelta(hours=hour)) for case in range(3)])
        for minutes in range(0, 60, 15):
            walk(receiver, NOW + timedelta(hours=hour, minutes=minutes))
    tried, receiver.status = len(receiver.seen), 200
    assert tried < 150  # the breaker spares a receiver that is down
    for minutes in range(0, 8 * 60, 15):
        walk(receiver, NOW + timedelta(hours=24, minutes=minutes))
    assert len(receiver.taken[HOOK.url]) == 72
    assert in_order(receiver.taken[HOOK.url])
    assert waiting_for(HOOK.id, 10) == []


def test_an_event_that_is_refused_holds_back_its_own_case_only() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(case, sequence) for case in (1, 2) for sequence in (1, 2)])
    refused = a_reference(1)

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        if json.loads(body)["subject"] == refused:
            return ServerAnswer(500, b"")
        return receiver.post(url, body, headers)

    receiver = Receiver()
    assert call_webhooks(post, lambda: NOW) == {"delivered": 2, "failed": 1, "given_up": 0}
    assert [each["subject"] for each in receiver.taken[HOOK.url]] == [a_reference(2)] * 2
    assert walk(receiver, NOW + timedelta(minutes=2))["delivered"] == 2
    assert in_order(receiver.taken[HOOK.url])


def test_a_receiver_that_never_answers_delays_no_other() -> None:
    others = [replace(HOOK, id=f"hook-{number}", url=f"https://{number}.example/") for number in range(40)]
    for each in (replace(HOOK, id="a-dead-one", url="https://dead.example/"), *others):
        keep_webhook(each)
    publish_events([an_event(1, sequence) for sequence in (1, 2)])
    all_others, receiver, lock = threading.Event(), Receiver(), threading.Lock()

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        if url == "https://dead.example/":
            if not all_others.wait(60):  # it answers nothing before all the others have everything
                raise AssertionError("the others wait for it")
            raise NotReached("too slow")
        with lock:
            answer = receiver.post(url, body, headers)
            if sum(map(len, receiver.taken.values())) == 2 * len(others):
                all_others.set()
        return answer

    assert call_webhooks(post, lambda: NOW) == {"delivered": 80, "failed": 1, "given_up": 0}


def test_after_five_failures_nothing_is_called_for_a_while_and_then_one_call_tries_it_out() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(case, 1) for case in range(9)])
    receiver = Receiver(status=500)
    walk(receiver)
    assert len(receiver.seen) == OPENS_AFTER
    walk(receiver, NOW + timedelta(seconds=30))
    assert len(receiver.seen) == OPENS_AFTER
    walk(receiver, NOW + timedelta(minutes=2))
    assert len(receiver.seen) == OPENS_AFTER + 1
    receiver.status = 200
    walk(receiver, NOW + timedelta(minutes=10))
    assert len(receiver.taken[HOOK.url]) == 9
    assert load_webhook(HOOK.id)[1].failures == 0


def test_what_is_not_taken_for_three_days_is_given_up_and_its_case_goes_on() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1), an_event(1, 2, NOW + timedelta(days=2))])
    receiver = Receiver(status=400)
    for hours in range(0, 24 * 4, 4):
        walk(receiver, NOW + timedelta(hours=hours))
    kept = {each.event["sequence"]: each for each in latest_of(HOOK.id, 9)}
    assert (kept["000001"].call, kept["000001"].said) == (CallState.GIVEN_UP, "400")
    assert kept["000002"].times > 0


def test_a_receiver_that_says_gone_is_called_no_more() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1)])
    receiver = Receiver(status=410)
    for minutes in (0, 30):
        walk(receiver, NOW + timedelta(minutes=minutes))
    assert (len(receiver.seen), load_webhook(HOOK.id)[0].paused) == (1, True)


def test_what_happens_while_a_webhook_is_paused_can_be_sent_again_by_its_day() -> None:
    keep_webhook(replace(HOOK, paused=True))
    publish_events([an_event(1, 1)])
    receiver = Receiver()
    keep_webhook(HOOK)
    assert (walk(receiver)["delivered"], latest_of(HOOK.id, 9)[0].said) == (0, "paused")
    doer = Doer(Staff(id="admin-1", agencies=frozenset(), roles=frozenset({"administrator"})), NOW)
    assert send_time_again(HOOK, NOW - timedelta(days=1), NOW + timedelta(days=1), doer) == 1
    assert (walk(receiver)["delivered"], len(receiver.seen)) == (1, 1)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "::1", "fe80::1", "fd00:ec2::254", "0.0.0.0"]
)
def test_an_address_inside_is_never_called_whatever_its_name_says_later(address: str) -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1)])
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [address] if len(asked) == 1 else ["93.184.215.14"]

    outside = Outside(resolve=rebinding)

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> ServerAnswer:
        return outside.call("POST", url, body, headers)

    assert call_webhooks(post, lambda: NOW)["failed"] == 1
    assert asked == ["agency.example"]  # one look, and the address that was judged is the one that would be called
    assert latest_of(HOOK.id, 1)[0].said.startswith("AddressRefused")


def test_a_redirect_is_a_failure_and_leads_nowhere() -> None:
    keep_webhook(HOOK)
    publish_events([an_event(1, 1)])
    receiver = Receiver(status=307)
    assert walk(receiver)["failed"] == 1
    assert len(receiver.seen) == 1


def test_no_personal_data_and_no_words_of_a_resident_go_to_a_webhook() -> None:
    keep_webhook(replace(HOOK, agency=""))
    contact = {"name": "Canary Canaria", "email": "canary@resident.example", "phone": "+15550142777"}
    reference = resolved(description="canary words", contact=contact)["reference"]
    publish_events(load_history(reference)[1])
    receiver = Receiver()
    later = datetime.now(UTC) + timedelta(hours=1)  # a story is told at the time of the machine
    assert walk(receiver, later)["delivered"] == len(load_history(reference)[1])
    assert b"anar" not in b"".join(body for body, _ in receiver.seen)


def test_the_schedule_calls_what_waits_and_nothing_where_nothing_does(aws: Aws) -> None:
    assert handle({"webhooks": {}}, None) == {"delivered": 0, "failed": 0, "given_up": 0}
    keep_webhook(replace(HOOK, paused=True))
    await_call(HOOK.id, {"id": "x", "time": NOW.isoformat(), "subject": "", "data": {}}, NOW)
    assert handle({"webhooks": {}}, None) == {"delivered": 0, "failed": 0, "given_up": 0}
