"""Applications, deployed: sent, checked, decided by rules, paid and told; another one refused, and objected to."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from onestop.runtime.clock import now
from tests.e2e.town import Town, wait_for

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


def post(town: Town, path: str, **fields: str) -> httpx.Response:
    return town.http.post(f"{town.suite.url}{path}", data=fields)


def carried(page: httpx.Response) -> dict[str, str]:
    """What a page sends with what is typed."""
    found = re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', page.text)
    return {name: unescape(value) for name, value in found}


def apply(town: Town, **answers: Any) -> dict[str, str]:
    """Fills a form in and sends it; the reference and secret of its case."""
    first = "/apply/street-event-permit/begin"
    form = carried(town.http.get(f"{town.suite.url}{first}"))
    begun = post(town, first, **form, **{"a-kind": "1", "a-name": "Market"})
    assert begun.status_code == 303, begun.text
    found = re.search(r"/apply/draft/([0-9A-Z-]+)/.*secret=([\w.-]+)", begun.headers["Location"])
    assert found, begun.headers["Location"]
    reference, secret = found.groups()
    table, key = town.suite.outputs["ApplicationsTable"], {"S": f"APPLICATION#{reference}"}
    tables = town.clients("dynamodb")
    row = tables.get_item(TableName=table, Key={"pk": key, "sk": {"S": "APPLICATION"}})["Item"]
    body = json.loads(row["body"]["S"]) | {"answers": ANSWERS | answers}
    tables.put_item(TableName=table, Item=row | {"body": {"S": json.dumps(body)}})
    sent = post(town, f"/apply/send/{reference}", secret=secret)
    assert sent.status_code == 303, sent.text
    page = town.http.get(f"{town.suite.url}/apply/sent/{reference}", params={"secret": secret}, follow_redirects=True)
    case = re.search(r"/track/([0-9A-Z-]+)\?secret=([\w.-]+)", page.text)
    assert case, page.text
    return {"reference": case[1], "secret": case[2]}


def check(town: Town, opened: dict[str, str]) -> None:
    """The papers are in order, and two teams agree."""
    town.complete("licensing", opened)
    for agency in ("streets", "parks"):
        town.complete(agency, opened, results={"opinion": "agreed"})


def pay(town: Town, opened: dict[str, str]) -> None:
    [asked] = wait_for(lambda: town.status(opened)["asked"], bool)
    answer = post(town, f"/apply/pay/{opened['reference']}/{asked['task']}", secret=opened["secret"])
    there = urlsplit(answer.headers["Location"])
    page = town.http.get(f"{town.suite.url}{there.path}", params=dict(parse_qsl(there.query)))
    sent = carried(page)
    assert sent["amount"] == "40.00"
    assert post(town, there.path, status="paid", **sent).status_code == 303


def subjects(town: Town, opened: dict[str, str]) -> str:
    return " | ".join(mail["Subject"] for mail in town.mail_about(opened))


def test_an_application_is_checked_decided_by_rules_paid_and_told(town: Town) -> None:
    opened = apply(town)
    check(town, opened)
    pay(town, opened)
    wait_for(lambda: subjects(town, opened), lambda told: "is granted" in told)
    town.complete("licensing", opened)
    town.wait_until(opened, "resolved")
    assert "decision.made" in [event["type"] for event in town.status(opened)["timeline"]]


def test_what_rules_refuse_is_told_with_its_reason_and_objected_to(town: Town) -> None:
    wine = {"food": True, "stalls": [{"name": "Stall A", "cooks": False}], "alcohol": True}
    insured = {"insurer": "Harbour Mutual", "insured": 1_000_000}
    by = ANSWERS["organiser"] | {"email": "party@resident.example"}  # one address is sent so many letters in an hour
    opened = apply(town, kind="block-party", organiser=by, **{"neighbours-told": True}, **wine, **insured)
    check(town, opened)
    mails = wait_for(lambda: [mail for mail in town.mail_about(opened) if "is refused" in mail["Subject"]], bool)
    assert "At a party of neighbours no alcohol may be sold." in mails[0]["BodyText"]
    reason = "It is given, not sold."
    answer = post(town, f"/apply/appeal/{opened['reference']}", secret=opened["secret"], reason=reason)
    found = re.search(r"/track/([0-9A-Z-]+)\?secret=([\w.-]+)", answer.headers["Location"])
    assert found
    appeal = {"reference": found[1], "secret": found[2]}
    town.complete("licensing", appeal, results={"outcome": "changed"})
    town.wait_until(appeal, "resolved")
