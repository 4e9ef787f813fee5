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
    """Applies for an event; the reference and secret of its case."""
    return fill_in(town, "street-event-permit", {"a-kind": "1", "a-name": "Market"}, ANSWERS | answers)


def fill_in(town: Town, service: str, page: dict[str, str], answers: dict[str, Any]) -> dict[str, str]:
    """Fills a form in, its first page as a browser does, and sends it; the reference and secret of its case."""
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
    body = json.loads(row["body"]["S"]) | {"answers": answers}
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


def test_a_birth_told_once_is_worked_on_by_three_agencies_and_ends_with_one_letter(town: Town) -> None:
    wants = ["register", "larger-cart", "lead-test"]
    told = {"wants": wants, "born": "2026-11-20", "address": "12 Elm Street", "name": "Li Wei"}
    opened = fill_in(town, "birth", {"a-wants.0": "on"}, told | {"email": "birth@resident.example"})
    parts = wait_for(lambda: town.status(opened)["parts"], bool)
    assert [part["name"].split()[0] for part in parts] == ["Register", "A", "A"]
    for part, agency in zip(parts, ("contact-centre", "greenhaul", "water"), strict=True):
        town.complete(agency, part)
    town.wait_until(opened, "resolved")
    assert {part["status_text"] for part in town.status(opened)["parts"]} == {"done"}
    wait_for(lambda: subjects(town, opened), lambda told: "everything has ended" in told)
    assert [town.mail_about(part) for part in parts] == [[], [], []]  # its resident hears of the whole
