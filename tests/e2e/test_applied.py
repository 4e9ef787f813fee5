"""Applications, deployed: sent, checked, decided by rules, paid and told; another one refused, and objected to."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from tests.e2e.applying import ANSWERS, STATES_TO_FIRST_TASK, apply, begin, carried, case_of, post, send
from tests.e2e.town import Town, wait_for


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
    entered = wait_for(lambda: town.transitions(opened), lambda found: found["Wait for the agency"] == 1)
    assert entered.total() == STATES_TO_FIRST_TASK, entered
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
    draft = begin(town, "birth", {"a-wants.0": "on"}, told | {"email": "birth@resident.example"})
    assert send(town, draft).status_code == 303
    opened = case_of(town, draft)
    parts = wait_for(lambda: town.status(opened)["parts"], bool)
    assert [part["name"].split()[0] for part in parts] == ["Register", "A", "A"]
    for part, agency in zip(parts, ("contact-centre", "greenhaul", "water"), strict=True):
        town.complete(agency, part)
    town.wait_until(opened, "resolved")
    assert {part["status_text"] for part in town.status(opened)["parts"]} == {"done"}
    wait_for(lambda: subjects(town, opened), lambda told: "everything has ended" in told)
    assert [town.mail_about(part) for part in parts] == [[], [], []]  # its resident hears of the whole
