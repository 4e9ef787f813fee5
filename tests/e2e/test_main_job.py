"""The main job, deployed: a need goes in, its agencies work on it, everybody is told, the survey is answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import httpx
import pytest

from onestop_cli.ready import RunningSuite
from tests.suites import wait_a_little

LIMIT = 60.0  # seconds for the suite to do its part; it takes about one
PLACE = {"lat": 44.64, "long": -63.57}


class Town:
    """A resident and the staff of a running suite."""

    def __init__(self, suite: RunningSuite, clients: Callable[[str], Any]) -> None:
        self.suite, self.clients = suite, clients
        self.http = httpx.Client(timeout=60)
        self.tokens: dict[str, str] = {}

    def __enter__(self) -> Town:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def open(self, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.http.post(f"{self.suite.api}/cases", json=body)
        assert answer.status_code == 201, answer.text
        opened: dict[str, Any] = answer.json()
        return opened

    def status(self, opened: dict[str, Any]) -> dict[str, Any]:
        address = f"{self.suite.api}/cases/{opened['reference']}"
        found: dict[str, Any] = self.http.get(address, params={"secret": opened["secret"]}).json()
        return found

    def wait_until(self, opened: dict[str, Any], status: str) -> dict[str, Any]:
        return wait_for(lambda: self.status(opened), lambda seen: seen["status"] == status)

    def token(self, agency: str) -> str:
        if agency not in self.tokens:
            account = next(a for a in self.suite.staff if a.agency == agency and a.role == "clerk")
            body = {"username": account.username, "password": account.password}
            self.tokens[agency] = self.http.post(f"{self.suite.api}/staff/sessions", json=body).json()["token"]
        return self.tokens[agency]

    def staff(self, agency: str, method: str, path: str, **more: Any) -> httpx.Response:
        return self.http.request(
            method, f"{self.suite.api}/staff/{path}", headers={"Authorization": self.token(agency)}, **more
        )

    def complete(self, agency: str, opened: dict[str, Any], **body: Any) -> httpx.Response:
        """The agency finds its task of this case in its inbox, and completes it."""

        def mine() -> list[dict[str, Any]]:
            tasks = self.staff(agency, "GET", "tasks?limit=100").json()["tasks"]
            return [task for task in tasks if task["reference"] == opened["reference"]]

        task = wait_for(mine, bool)[0]["task"]
        path = f"cases/{opened['reference']}/tasks/{task}/completion"
        answer = self.staff(agency, "POST", path, json={"outcome": "done"} | body)
        assert answer.status_code == 200, answer.text
        return answer

    def mail_about(self, opened: dict[str, Any]) -> list[dict[str, Any]]:
        sent = self.http.get(f"{self.suite.engine}/_ministack/ses/messages").json()["messages"]
        mails = [mail for account in sent.values() for mail in account]
        return [mail for mail in mails if opened["reference"] in mail["BodyText"]]

    def transitions(self, opened: dict[str, Any]) -> Counter[str]:
        """The states that the workflows of a case entered, by name: what Step Functions bills."""
        steps, entered = self.clients("stepfunctions"), Counter[str]()
        for machine in (self.suite.outputs["CaseStateMachine"], self.suite.outputs["TaskStateMachine"]):
            for page in steps.get_paginator("list_executions").paginate(stateMachineArn=machine):
                for execution in page["executions"]:
                    entered += self.entered(steps, execution["executionArn"], opened["reference"])
        return entered

    def entered(self, steps: Any, execution: str, reference: str) -> Counter[str]:
        events = steps.get_execution_history(executionArn=execution, maxResults=1000)["events"]
        if reference not in events[0]["executionStartedEventDetails"]["input"]:
            return Counter()
        return Counter(e["stateEnteredEventDetails"]["name"] for e in events if "stateEnteredEventDetails" in e)


def wait_for(look: Callable[[], Any], enough: Callable[[Any], Any]) -> Any:
    deadline = monotonic() + LIMIT
    while not enough(seen := look()):
        assert monotonic() < deadline, f"waited {LIMIT} s, but there is only {seen}"
        wait_a_little()
    return seen


@pytest.fixture
def town(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Town]:
    with Town(suite, suite_clients) as made:
        yield made


def answer_survey(town: Town, opened: dict[str, Any]) -> None:
    """The resident opens the link in the mail, and answers."""
    mails = wait_for(lambda: [mail for mail in town.mail_about(opened) if "/survey/" in mail["BodyText"]], bool)
    link = re.search(r"/survey/\S+\?secret=([\w-]+)", mails[0]["BodyText"])
    assert link
    body = {"secret": link[1], "answers": {"satisfaction": 5, "comment": "谢谢"}}
    answer = town.http.post(f"{town.suite.api}/surveys/{opened['reference']}", json=body)
    assert answer.status_code == 200, answer.text


def test_one_agency_from_opening_to_closing_in_at_most_ten_state_transitions(town: Town) -> None:
    contact = {"name": "Mei", "email": "mei@resident.example", "language": "zh-CN"}
    opened = town.open({"description": "路面上有一个很大的坑洞", "place": PLACE, "contact": contact})
    assert town.wait_until(opened, "in_progress")["service"]["code"] == "pothole"
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")
    answer_survey(town, opened)
    closed = town.wait_until(opened, "closed")
    assert [event["type"] for event in closed["timeline"]][-1] == "case.closed"
    assert sorted(mail["Subject"] for mail in town.mail_about(opened)) == sorted(
        f"{words}，编号 {opened['reference']}" for words in ("您的诉求已受理", "您的诉求已办结", "请您评价我们的服务")
    )
    transitions = town.transitions(opened)
    assert transitions.total() <= 10, transitions


def test_four_agencies_in_two_stages_in_at_most_thirty_state_transitions(town: Town) -> None:
    contact = {"email": "ana@resident.example"}
    opened = town.open({"service_code": "dangerous-building", "place": PLACE, "contact": contact})
    town.complete("streets", opened)
    assert not [t for t in town.staff("water", "GET", "tasks").json()["tasks"] if t["reference"] == opened["reference"]]
    town.complete("buildings", opened)
    town.complete("water", opened)
    town.complete("environment-health", opened)
    town.wait_until(opened, "resolved")
    answer_survey(town, opened)
    town.wait_until(opened, "closed")
    transitions = town.transitions(opened)
    assert transitions.total() <= 30, transitions
    assert len(town.mail_about(opened)) == 3


def test_what_the_rules_cannot_tell_is_decided_by_the_triage_desk_and_goes_on(town: Town) -> None:
    opened = town.open({"description": "Nobody I asked could tell me who looks after this.", "place": PLACE})
    town.wait_until(opened, "triage")
    town.complete("contact-centre", opened, service_code="pothole")
    assert town.wait_until(opened, "in_progress")["service"]["code"] == "pothole"
    town.complete("streets", opened, outcome="declined", note="This is a private road.")
    town.wait_until(opened, "triage")
    town.complete("contact-centre", opened, note="Told the resident whom to call.")
    town.wait_until(opened, "resolved")


def test_another_agency_cannot_end_a_task_and_nobody_can_end_it_twice(town: Town) -> None:
    opened = town.open({"service_code": "pothole", "place": PLACE})
    town.wait_until(opened, "in_progress")
    path = f"cases/{opened['reference']}/tasks/01/completion"
    assert town.staff("water", "POST", path, json={"outcome": "done"}).status_code == 404
    town.complete("streets", opened)
    assert town.staff("streets", "POST", path, json={"outcome": "done"}).status_code == 409


def test_the_machine_list_wants_a_key_and_the_staff_routes_want_a_token(town: Town) -> None:
    api, http = town.suite.api, town.http
    assert http.get(f"{api}/cases").status_code == 403
    assert http.get(f"{api}/cases", headers={"x-api-key": town.suite.api_key}).status_code == 200
    assert http.get(f"{api}/staff/tasks").status_code == 401
    assert http.get(f"{api}/staff/tasks", headers={"Authorization": "e30.e30.e30"}).status_code == 401
