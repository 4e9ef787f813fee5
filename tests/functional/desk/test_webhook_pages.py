"""Administrators add webhooks, see how they are answered, change their secrets, and have events sent again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from dispatch.call_webhooks import call_webhooks
from onestop.domain.staff.deeds import DeedKind
from onestop.domain.webhooks.webhook import TEST, Breaker, Webhook
from onestop.domain.webhooks.webhook_signatures import secret_of
from onestop.runtime.keys import identity_key
from onestop.runtime.outside.call_outside import ServerAnswer
from onestop.storage.cases.read_case import load_history
from onestop.storage.partners.webhooks import (
    CallState,
    all_webhooks,
    await_call,
    end_webhook_call,
    forget_webhooks,
    keep_breaker,
    keep_delivery,
    keep_webhook,
    latest_of,
    load_webhook,
    waiting_for,
)
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.stories import CONTACT, PLACE, in_progress

LIST = "/desk/administration/webhooks"
HOOK = Webhook(id="streets-1", url="https://agency.example/hook", agency="streets")
HOLE = {"service_code": "pothole", "contact": CONTACT, "place": PLACE}


@pytest.fixture
def browser(aws: Aws) -> Browser:
    forget_webhooks()
    return signed_in(role="administrator", sub="administrator-1")


def kinds() -> list[tuple[DeedKind, str]]:
    return [(deed.kind, deed.details[0]) for deed in deeds_of(f"{NOW:%Y-%m}", 20)]


def test_a_webhook_is_added_and_the_page_has_the_secret_that_signs(browser: Browser) -> None:
    said = [("url", HOOK.url), ("agency", "streets"), ("types", "task.opened, case.closed")]
    answer = browser.submit(LIST, said, seen=LIST)
    assert answer["statusCode"] == 303
    (webhook,) = all_webhooks()
    assert (webhook.url, webhook.agency, webhook.types) == (HOOK.url, "streets", ("case.closed", "task.opened"))
    page = browser.get(f"{LIST}/{webhook.id}")["body"]
    assert secret_of(webhook.id, 1, identity_key()) in unescape(page)
    assert HOOK.url in browser.get(LIST)["body"]
    assert kinds() == [(DeedKind.WEBHOOK, "added")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "http://agency.example/"),
        ("url", "https://127.0.0.1/"),
        ("url", "https://169.254.169.254/latest/meta-data"),
        ("url", "https://[::1]/"),
        ("url", "https://localhost/"),
        ("url", "https://user:word@agency.example/"),
        ("url", "https://agency.example:99999/"),
        ("url", "https://[broken"),
        ("url", ""),
        ("agency", "nobody"),
        ("types", "task.opened something.else"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_added(browser: Browser, field: str, value: str) -> None:
    said = {"url": HOOK.url, "agency": "", "types": ""} | {field: value}
    answer = browser.submit(LIST, list(said.items()), seen=LIST)
    assert answer["statusCode"] == 400
    assert re.findall(r'<p class="wrong" id="(\w+)-wrong"', answer["body"]) == [field]
    assert all_webhooks() == []


def test_a_secret_is_changed_without_a_moment_in_which_none_is_good(browser: Browser) -> None:
    keep_webhook(HOOK)
    path = f"{LIST}/{HOOK.id}"
    for what, keys in (("new_key", (1, 2)), ("retire_key", (2,))):
        assert browser.submit(f"{path}/change", [("what", what)], seen=path)["statusCode"] == 303
        assert load_webhook(HOOK.id)[0].keys == keys
    assert browser.submit(f"{path}/change", [("what", "retire_key")], seen=path)["statusCode"] == 409


def test_pausing_resuming_and_trying_out(browser: Browser) -> None:
    keep_webhook(HOOK)
    keep_breaker(HOOK.id, Breaker(7, NOW.replace(year=2027)))
    path = f"{LIST}/{HOOK.id}"
    assert "It failed 7 times" in browser.get(path)["body"]
    for what in ("pause", "resume", "test"):
        assert browser.submit(f"{path}/change", [("what", what)], seen=path)["statusCode"] == 303
        assert kinds() == [(DeedKind.WEBHOOK, "tested" if what == "test" else what)]  # the clock of the test stands
    assert load_webhook(HOOK.id) == (HOOK, Breaker())
    assert [each.event["type"] for each in waiting_for(HOOK.id, 9)] == [TEST]
    assert browser.submit(f"{path}/change", [("what", "explode")], seen=path)["statusCode"] == 404


def test_one_that_is_removed_gets_nothing_any_more_not_even_what_waits(browser: Browser) -> None:
    keep_webhook(HOOK)
    await_call(HOOK.id, {"id": "x.1", "type": "task.opened", "subject": "x", "time": NOW.isoformat()}, NOW)
    page = f"{LIST}/{HOOK.id}"
    answer = browser.submit(f"{page}/change", [("what", "remove")], seen=page)
    assert answer["headers"]["Location"].startswith(LIST)
    assert all_webhooks() == []
    assert browser.get(page)["statusCode"] == 404
    called: list[str] = []
    call_webhooks(lambda url, _body, _headers: called.append(url) or ServerAnswer(200, b""), lambda: NOW)  # type: ignore[func-returns-value]
    assert called == []
    assert kinds() == [(DeedKind.WEBHOOK, "removed")]


def test_events_of_a_case_and_of_days_are_sent_again_in_their_order(browser: Browser) -> None:
    keep_webhook(replace(HOOK, agency=""))
    reference = str(in_progress(**HOLE)["reference"])
    events = load_history(reference)[1]
    path = f"{LIST}/{HOOK.id}"
    assert browser.submit(f"{path}/again", [("case", reference.lower())], seen=path)["statusCode"] == 303
    waiting = waiting_for(HOOK.id, 50)
    assert [each.event["id"] for each in waiting] == [event.id for event in events]
    for each in waiting:
        keep_delivery(end_webhook_call(each, CallState.DELIVERED, "200", NOW))
    assert waiting_for(HOOK.id, 50) == []
    page = browser.get(path)["body"]
    assert page.count(">200</td>") == len(events)
    days = {f"{event.at:%Y-%m-%d}" for event in events}
    around = [("since", "2020-01-01"), ("until", max(days)[:4] + "-12-31")]
    assert browser.submit(f"{path}/again", around, seen=path)["statusCode"] == 303
    assert len(waiting_for(HOOK.id, 50)) == len(events)
    assert len(latest_of(HOOK.id, 50)) == len(events)  # in their own places, not beside them
    assert CONTACT["email"] not in json.dumps([each.event for each in waiting_for(HOOK.id, 50)])


@pytest.mark.parametrize(
    "said", [{"since": "yesterday"}, {"since": "2026-02-02", "until": "2026-02-01"}, {"case": "7KQ"}]
)
def test_what_cannot_be_sent_again_is_said(browser: Browser, said: dict[str, str]) -> None:
    keep_webhook(HOOK)
    path = f"{LIST}/{HOOK.id}"
    assert browser.submit(f"{path}/again", list(said.items()), seen=path)["statusCode"] == 400


@pytest.mark.parametrize("role", ["clerk", "supervisor", "auditor"])
def test_nobody_else_comes_near(browser: Browser, role: str) -> None:
    keep_webhook(HOOK)
    other = signed_in(role=role, sub="somebody-1")
    assert other.get(f"{LIST}/{HOOK.id}")["statusCode"] == 403
    assert other.submit(LIST, [("url", HOOK.url)])["statusCode"] == 403
