"""Low answers, deployed: what each rule of a service has follow, through the state machines to the end of the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from tests.e2e.test_channels import answers_to, send_sms
from tests.e2e.town import PLACE, Town, wait_for

Opened = dict[str, Any]
# the service of the sample city that has each rule, and who does its work
RULES: Mapping[str, tuple[str, str]] = {
    "reopen": ("missed-collection", "sanitation"),
    "triage": ("tap-water", "water"),
    "follow_up": ("waste-cart", "greenhaul"),
}
NOT_SOLVED, SOLVED = {"satisfaction": 2, "resolved": 1}, {"satisfaction": 4, "resolved": 5}
TOLD = "We looked at it with the crew, who come back on Friday."


def answer(town: Town, opened: Opened, scores: Mapping[str, int]) -> None:
    """The resident answers behind the link of the letter that asks."""

    def links() -> list[str]:
        said = "\n".join(mail["BodyText"] for mail in town.mail_about(opened))
        return re.findall(r"/survey/\S*[?&]secret=([\w-]+)", said)

    body = {"secret": wait_for(links, bool)[0], "answers": scores}
    sent = town.http.post(f"{town.suite.api}/surveys/{opened['reference']}", json=body)
    assert sent.status_code == 200, sent.text


def told(town: Town, opened: Opened) -> list[str]:
    return [event["type"] for event in town.status(opened)["timeline"]]


def test_each_rule_for_low_answers_has_the_work_done_again_and_the_case_closes_once_it_is_solved(town: Town) -> None:
    cases = {
        rule: town.open(
            {"service_code": service, "place": PLACE, "contact": {"email": f"{rule}-{uuid4().hex}@a.example"}}
        )
        for rule, (service, _) in RULES.items()
    }
    for rule, opened in cases.items():
        town.complete(RULES[rule][1], opened)
    for opened in cases.values():
        town.wait_until(opened, "resolved")
    for opened in cases.values():
        answer(town, opened, NOT_SOLVED)
    assert {rule: town.status(opened)["status"] for rule, opened in cases.items()} == {
        **{"reopen": "in_progress", "triage": "triage", "follow_up": "in_progress"}
    }
    town.complete("sanitation", cases["reopen"])
    town.complete("contact-centre", cases["triage"], service_code="tap-water")
    town.complete("water", cases["triage"])
    town.complete("supervisor", cases["follow_up"], note=TOLD)  # of the city: the work was a contractor's
    for opened in cases.values():
        town.wait_until(opened, "resolved")
        answer(town, opened, SOLVED)
    for rule, opened in cases.items():
        assert town.wait_until(opened, "closed")["closed_because"] == "answered", rule
        types = told(town, opened)
        assert (types.count("case.reopened"), types.count("case.resolved"), types.count("case.closed")) == (1, 2, 1)
        wait_for(lambda opened=opened: town.executions(opened), lambda found: set(found) == {"SUCCEEDED"})
        letters = [mail["BodyText"] for mail in town.mail_about(opened)]
        assert any("/survey/" in letter for letter in letters)
        assert any(TOLD in letter for letter in letters) == (rule == "follow_up")


def test_a_low_answer_by_text_message_is_followed_by_one_question_and_the_case_closes_with_both(town: Town) -> None:
    number = f"+1902558{uuid4().int % 10_000:04d}"
    opened = town.open({"service_code": "street-cleaning", "place": PLACE, "contact": {"phone": number}})
    town.complete("sanitation", opened)
    wait_for(
        lambda: answers_to(town, number),
        lambda sent: any("1" in each["body"] and "5" in each["body"] and "happy" in each["body"] for each in sent),
    )
    send_sms(town, number, "2")
    wait_for(lambda: answers_to(town, number), lambda sent: any("What went wrong?" in each["body"] for each in sent))
    assert town.wait_until(opened, "closed")["closed_because"] == "answered"
    send_sms(town, number, "Half the street was left out.")
    wait_for(lambda: told(town, opened), lambda types: types.count("survey.answered") == 2)
    assert "case.reopened" not in told(town, opened)
