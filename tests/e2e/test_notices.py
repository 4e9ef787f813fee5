"""A notice to many on the deployed suite: written at the desk, on its way through the queue, on pages, in the feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from uuid import uuid4

import httpx
import pytest

from onestop.runtime.clock import now
from tests.e2e.town import LIMIT, PLACE, Town, wait_for

pytestmark = pytest.mark.e2e
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
NEW = "/desk/notices/new"


@pytest.fixture
def desk(town: Town) -> Iterator[httpx.Client]:
    """A supervisor at the desk."""
    account = next(each for each in town.suite.staff if each.role == "supervisor")
    with httpx.Client(base_url=town.suite.url, timeout=LIMIT, headers={"Origin": town.suite.url}) as http:
        typed = {"username": account.username, "password": account.password}
        answer = http.post("/desk/sign-in", data=hidden(http, "/desk/sign-in") | typed)
        assert answer.status_code == 303, answer.text
        yield http


def hidden(http: httpx.Client, path: str) -> dict[str, str]:
    """What the forms of a page carry with what is typed."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(http.get(path).text)}


def subscriber(town: Town) -> str:
    """An address that is told of what happens near a place."""
    address = f"{uuid4().hex[:12]}@neighbour.example"
    body = {"email": address, "lat": PLACE["lat"], "long": PLACE["long"], "within": 200}
    assert town.http.post(f"{town.suite.url}/api/subscriptions", json=body).status_code == 202
    (letter,) = wait_for(lambda: mails_to(town, address), bool)
    link = re.search(r"(/subscriptions/\w+/\w+/confirm)\?secret=([\w.-]+)", letter["body"])
    assert link
    assert town.http.post(f"{town.suite.url}{link[1]}", data={"secret": link[2]}).status_code == 200
    return address


def mails_to(town: Town, address: str) -> list[dict[str, str]]:
    messages = town.http.get(f"{town.suite.url}/outbox.json").json()["messages"]
    return [message for message in messages if message["to"] == address]


def test_a_notice_goes_from_the_desk_to_subscribers_to_the_pages_and_into_the_feed(
    town: Town, desk: httpx.Client
) -> None:
    address, headline = subscriber(town), f"No water tonight {uuid4().hex[:8]}"
    lat, long = PLACE["lat"], PLACE["long"]
    words = {f"{part}-{code}": headline for part in ("headline", "text", "short") for code in ("en", "es", "zh-Hans")}
    typed = {
        "event": "water",
        "level": "urgent",  # it leaves at any hour at which this runs
        "channel": "email",
        "expires": f"{now() + timedelta(days=3):%Y-%m-%dT%H:%M}",
        "outline": "\n".join(f"{lat + up:.3f}, {long + right:.3f}" for up, right in ((0, 0), (0, 0.004), (0.004, 0))),
    }
    kept = desk.post(NEW, data=hidden(desk, NEW) | words | typed)
    assert kept.status_code == 303, kept.text
    there = kept.headers["Location"].partition("?")[0]
    sent = desk.post(f"{there}/act", data=hidden(desk, there) | {"what": "send"})
    assert sent.status_code == 303, sent.text
    told = wait_for(lambda: [mail for mail in mails_to(town, address) if headline in mail["subject"]], bool)
    assert len(told) == 1
    wait_for(lambda: town.http.get(town.suite.url).text, lambda page: headline in page)
    feed = wait_for(lambda: town.http.get(f"{town.suite.url}/notices/feed.atom").text, lambda text: headline in text)
    alert = re.search(rf'href="([^"]*/notices/{there.rpartition("/")[2]}/alert\.xml)"', feed)
    assert alert
    assert "<msgType>Alert</msgType>" in town.http.get(alert[1]).text
    cancelled = desk.post(f"{there}/act", data=hidden(desk, there) | {"what": "cancel", "sure": "yes"})
    assert cancelled.status_code == 303, cancelled.text
    wait_for(lambda: town.http.get(town.suite.url).text, lambda page: headline not in page)
    assert len([mail for mail in mails_to(town, address) if headline in mail["subject"]]) == 1
