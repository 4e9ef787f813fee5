"""A resident proves an address on the deployed suite, sees their case, and is told of what happens near a place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from onestop_cli.ready import RunningSuite
from tests.e2e.api_cases import code_to
from tests.e2e.town import PLACE, Town, wait_for

pytestmark = pytest.mark.e2e
NEED = {"service_code": "pothole", "description": "A deep hole.", "place": PLACE}


@pytest.fixture(scope="module")
def town(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Town]:
    with Town(suite, suite_clients) as town:
        yield town


def mails_to(town: Town, address: str) -> list[dict[str, Any]]:
    """What was sent to an address, the newest first."""
    messages = town.http.get(f"{town.suite.url}/outbox.json").json()["messages"]
    return [message for message in messages if message["to"] == address]


def test_a_code_from_a_letter_shows_all_cases_until_the_session_is_ended(town: Town) -> None:
    address, api = f"{uuid4().hex[:12]}@resident.example", f"{town.suite.url}/api/my"
    opened = town.open(NEED | {"contact": {"email": address}})
    ask = town.http.post(f"{api}/codes", json={"email": address}).json()["ask"]
    code = wait_for(lambda: code_to(town, address), bool)
    wrong = town.http.post(f"{api}/sessions", json={"ask": ask, "code": f"{(int(code) + 1) % 10**6:06d}"})
    assert wrong.status_code == 403
    token = town.http.post(f"{api}/sessions", json={"ask": ask, "code": code}).json()["token"]
    mine = {"Authorization": f"Bearer {token}"}
    (case,) = town.http.get(f"{api}/cases", headers=mine).json()["cases"]
    assert (case["reference"], case["secret"]) == (opened["reference"], opened["secret"])
    town.wait_until(opened, "in_progress")
    assert town.staff("streets", "GET", f"cases/{opened['reference']}").status_code == 200
    looks = wait_for(lambda: town.http.get(f"{api}/looks", headers=mine).json()["looks"], bool)
    assert {look["case"] for look in looks} == {opened["reference"]}
    assert "staff:" not in json.dumps(looks)
    assert town.http.delete(f"{api}/session", headers=mine).status_code == 204
    assert town.http.get(f"{api}/cases", headers=mine).status_code == 401


def test_a_subscriber_confirms_is_told_in_the_morning_and_stops_by_the_button_of_their_mail_program(town: Town) -> None:
    address = f"{uuid4().hex[:12]}@neighbour.example"
    place = {"lat": PLACE["lat"], "long": PLACE["long"], "within": 300}
    asked = town.http.post(f"{town.suite.url}/api/subscriptions", json={"email": address, **place})
    assert asked.status_code == 202, asked.text
    (letter,) = wait_for(lambda: mails_to(town, address), bool)
    link = re.search(r"/subscriptions/(\w+)/(\w+)/confirm\?secret=([\w.-]+)", letter["body"])
    assert link
    path = f"{town.suite.url}/subscriptions/{link[1]}/{link[2]}/confirm"
    assert town.http.post(path, data={"secret": link[3]}).status_code == 200
    opened = town.open(NEED)
    town.wait_until(opened, "in_progress")
    feed = f"{town.suite.url}/subscribe/feed.atom?lat={place['lat']}&long={place['long']}&within=300"
    wait_for(lambda: town.http.get(feed).text, lambda text: opened["reference"] in text)

    a_day_passes(town, link[1], opened["reference"])
    told = wait_for(lambda: mails_to(town, address), lambda mails: len(mails) == 2)[0]
    assert opened["reference"] in told["body"]
    assert "A deep hole" not in told["body"]
    manage = re.search(r"http\S+/subscriptions/\w+\?secret=[\w.-]+", told["body"])
    assert manage
    parts = urlsplit(manage[0])
    stop = f"{town.suite.url}/subscriptions/{link[1]}/stop?{parts.query}"
    assert town.http.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    page = town.http.get(f"{town.suite.url}/subscriptions/{link[1]}?{parts.query}&lang=en").text
    assert "You get no news yet" in page


def a_day_passes(town: Town, subscriber: str, reference: str) -> None:
    """What happened today happened yesterday, and it was subscribed to before; then the hour strikes."""
    tables = town.clients("dynamodb")
    messages, people = town.suite.outputs["MessagesTable"], town.suite.outputs["PeopleTable"]
    yesterday = datetime.now(UTC) - timedelta(days=1)
    found = tables.query(
        TableName=messages,
        KeyConditionExpression="pk = :key",
        ExpressionAttributeValues={":key": {"S": f"NEWSOF#case/{reference}"}},
    )["Items"][0]
    body = json.loads(found["body"]["S"]) | {"at": yesterday.isoformat()}
    row_kept = tables.query(
        TableName=people,
        KeyConditionExpression="pk = :key",
        ExpressionAttributeValues={":key": {"S": f"SUBSCRIBER#{subscriber}"}},
    )["Items"][0]
    kept = json.loads(row_kept["body"]["S"]) | {"confirmed_at": (yesterday - timedelta(hours=30)).isoformat()}
    tables.put_item(TableName=people, Item=row_kept | {"body": {"S": json.dumps(kept)}})
    keys = [key for key in keys_of_news(tables, messages) if key.startswith("place/")]
    for key in keys:
        row = {"pk": f"NEWSOF#{key}", "sk": f"{yesterday.isoformat()}#{reference}#opened", "body": json.dumps(body)}
        tables.put_item(TableName=messages, Item={name: {"S": value} for name, value in row.items()})
        for day in sorted(
            {f"{yesterday:%Y-%m-%d}", f"{yesterday - timedelta(hours=4):%Y-%m-%d}"}
        ):  # ours is west of UTC
            tables.put_item(TableName=messages, Item={"pk": {"S": f"NEWS#{day}"}, "sk": {"S": key}})
    functions = town.clients("lambda")
    name = next(
        each["FunctionName"]
        for page in functions.get_paginator("list_functions").paginate()
        for each in page["Functions"]
        if "NotificationsFunction" in each["FunctionName"]
    )
    answer = functions.invoke(FunctionName=name, Payload=json.dumps({"news": {}}).encode())
    assert "FunctionError" not in answer, answer["Payload"].read()


def days_of(moment: datetime) -> list[str]:
    """The day of a moment by UTC and in the city, which lies west of it."""
    return sorted({f"{moment:%Y-%m-%d}", f"{moment - timedelta(hours=4):%Y-%m-%d}"})


def keys_of_news(tables: Any, messages: str) -> list[str]:
    """Under which keys something was kept today, by UTC or in the city."""
    now = datetime.now(UTC)
    found = []
    for day in days_of(now):
        rows = tables.query(
            TableName=messages,
            KeyConditionExpression="pk = :key",
            ExpressionAttributeValues={":key": {"S": f"NEWS#{day}"}},
        )["Items"]
        found += [row["sk"]["S"] for row in rows]
    return list(dict.fromkeys(found))
