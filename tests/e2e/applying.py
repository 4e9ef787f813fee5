"""Applications that are filled in to their end, for tests and measures that begin with the sending."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import httpx

from onestop.runtime.clock import now
from tests.e2e.town import Town

ANSWERS: dict[str, Any] = {
    "kind": "market",
    "name": "Harbour market",
    "date": (now() + timedelta(days=90)).date().isoformat(),
    "starts": "10:00",
    "ends": "16:00",
    "street": "Elm Street",
    "closes-street": False,
    "guests": 80,
    "music": False,
    "food": False,
    "structures": ["none"],
    "organiser": {"is": "person", "name": "Ana Rivas", "phone": "+1 902 555 0142", "email": "market@resident.example"},
    "true-answers": True,
}
# of the states of the workflow, those that are entered from sending an application to its first task, which waits
STATES_TO_FIRST_TASK = 3


def post(town: Town, path: str, **fields: str) -> httpx.Response:
    return town.http.post(f"{town.suite.url}{path}", data=fields)


def carried(page: httpx.Response) -> dict[str, str]:
    """Returns what a page sends in addition to what is typed."""
    found = re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', page.text)
    return {name: unescape(value) for name, value in found}


def fill_in(town: Town, **answers: Any) -> dict[str, str]:
    """Begins the form of a street event and answers it; returns the reference and secret of the draft. Questions whose
    value is None are not answered."""
    given = {name: value for name, value in (ANSWERS | answers).items() if value is not None}
    return begin(town, "street-event-permit", {"a-kind": "1", "a-name": "Market"}, given)


def begin(town: Town, service: str, page: dict[str, str], given: dict[str, Any]) -> dict[str, str]:
    """Fills in the first page of a form as a browser does, and answers the rest; the draft's reference and
    secret."""
    first = f"/apply/{service}/begin"
    form = carried(town.http.get(f"{town.suite.url}{first}"))
    begun = post(town, first, **form, **page)
    assert begun.status_code == 303, begun.text
    found = re.search(r"/apply/draft/([0-9A-Z-]+)/.*secret=([\w.-]+)", begun.headers["Location"])
    assert found, begun.headers["Location"]
    reference, secret = found.groups()
    table, key = town.suite.outputs["ApplicationsTable"], {"S": f"APPLICATION#{reference}"}
    tables = town.clients("dynamodb")
    row = tables.get_item(TableName=table, Key={"pk": key, "sk": {"S": "APPLICATION"}})["Item"]
    body = json.loads(row["body"]["S"]) | {"answers": given}
    tables.put_item(TableName=table, Item=row | {"body": {"S": json.dumps(body)}})
    return {"reference": reference, "secret": secret}


def send(town: Town, draft: dict[str, str]) -> httpx.Response:
    return post(town, f"/apply/send/{draft['reference']}", secret=draft["secret"])


def case_of(town: Town, draft: dict[str, str]) -> dict[str, str]:
    """The reference and secret of the case that it became."""
    there = f"{town.suite.url}/apply/sent/{draft['reference']}"
    page = town.http.get(there, params={"secret": draft["secret"]}, follow_redirects=True)
    case = re.search(r"/track/([0-9A-Z-]+)\?secret=([\w.-]+)", page.text)
    assert case, page.text
    return {"reference": case[1], "secret": case[2]}


def apply(town: Town, **answers: Any) -> dict[str, str]:
    """Fills a form in and sends it; the reference and secret of its case."""
    draft = fill_in(town, **answers)
    sent = send(town, draft)
    assert sent.status_code == 303, sent.text
    return case_of(town, draft)
