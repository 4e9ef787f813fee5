"""A resident and the staff of a running suite, for the tests that go through it from end to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any

import httpx

from onestop_cli.ready import RunningSuite
from tests.patience import patient
from tests.suites import wait_a_little

LIMIT = patient(60.0)  # seconds for the suite to do its part; it takes about one
PLACE = {"lat": 44.64, "long": -63.57}


class Town:
    """A resident and the staff of a running suite."""

    def __init__(self, suite: RunningSuite, clients: Callable[[str], Any]) -> None:
        self.suite, self.clients = suite, clients
        self.http = httpx.Client(timeout=LIMIT)
        self.tokens: dict[str, str] = {}

    def __enter__(self) -> Town:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def open(self, body: dict[str, Any]) -> dict[str, Any]:
        """Opens a case as a partner does, who may name any channel."""
        answer = self.http.post(f"{self.suite.api}/cases", json=body, headers={"x-api-key": self.suite.api_key})
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
            account = next(a for a in self.suite.staff if (a.agency == agency if a.works else a.role == agency))
            body = {"username": account.username, "password": account.password}
            self.tokens[agency] = self.http.post(f"{self.suite.api}/staff/sessions", json=body).json()["token"]
        return self.tokens[agency]

    def act(self, agency: str, opened: dict[str, Any], path: str, /, **body: Any) -> dict[str, Any]:
        """An agency does something to a case, and is answered that it is done."""
        answer = self.staff(agency, "POST", f"cases/{opened['reference']}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def tell(self, opened: dict[str, Any], path: str, /, **body: Any) -> dict[str, Any]:
        """The resident does something to their case."""
        sent = {"secret": opened["secret"]} | body
        answer = self.http.post(f"{self.suite.api}/cases/{opened['reference']}/{path}", json=sent)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def view(self, agency: str, reference: str) -> dict[str, Any]:
        """A case as an agency sees it."""
        answer = self.staff(agency, "GET", f"cases/{reference}")
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    def wait_for_task(self, agency: str, reference: str, code: str, status: str = "open") -> dict[str, Any]:
        """Waits until an agency has a task of a case in a certain state."""

        def found() -> list[dict[str, Any]]:
            answer = self.staff(agency, "GET", f"cases/{reference}")
            tasks = answer.json()["tasks"] if answer.status_code == 200 else []
            return [task for task in tasks if (task["code"], task["status"]) == (code, status)]

        first: dict[str, Any] = wait_for(found, bool)[0]
        return first

    def staff(self, agency: str, method: str, path: str, **more: Any) -> httpx.Response:
        return self.http.request(
            method, f"{self.suite.api}/staff/{path}", headers={"Authorization": self.token(agency)}, **more
        )

    def complete(self, agency: str, opened: dict[str, Any], **body: Any) -> httpx.Response:
        """The agency finds its task of this case in its inbox, and completes it."""

        def mine() -> list[dict[str, Any]]:
            page, found = self.staff(agency, "GET", "tasks?limit=100").json(), []
            found += page["tasks"]
            while page["cursor"]:  # the suite is shared: others may have left work to do
                page = self.staff(agency, "GET", f"tasks?limit=100&cursor={page['cursor']}").json()
                found += page["tasks"]
            return [task for task in found if task["reference"] == opened["reference"]]

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

    def executions(self, opened: dict[str, Any]) -> list[str]:
        """Returns the status of the workflows of a case, and of its tasks."""
        steps, found = self.clients("stepfunctions"), []
        for machine in (self.suite.outputs["CaseStateMachine"], self.suite.outputs["TaskStateMachine"]):
            for page in steps.get_paginator("list_executions").paginate(stateMachineArn=machine):
                for execution in page["executions"]:
                    told = steps.describe_execution(executionArn=execution["executionArn"])
                    found += [told["status"]] if opened["reference"] in told["input"] else []
        return found

    def entered(self, steps: Any, execution: str, reference: str) -> Counter[str]:
        events = steps.get_execution_history(executionArn=execution, maxResults=1000)["events"]
        if reference not in events[0]["executionStartedEventDetails"]["input"]:
            return Counter()
        return Counter(e["stateEnteredEventDetails"]["name"] for e in events if "stateEnteredEventDetails" in e)


def wait_for(look: Callable[[], Any], enough: Callable[[Any], Any]) -> Any:
    begun = monotonic()
    while not enough(seen := look()):
        assert monotonic() < begun + LIMIT, f"waited {LIMIT} s, but there is only {seen}"
        wait_a_little(begun)
    return seen
