"""Brings cases of the running suite to where a page shows something of its own, over the public and the staff API."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from onestop_cli.ready import RunningSuite

LIMIT = 60.0


@dataclass(frozen=True)
class City:
    """The suite, a client for it, and the cases that were opened, by what they show."""

    suite: RunningSuite
    http: httpx.Client
    cases: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.suite.url

    def track(self, name: str) -> str:
        """The path and query of a case's page, without a language."""
        case = self.cases[name]
        return f"/track/{case['reference']}?secret={case['secret']}"


def prepare_city(suite: RunningSuite, http: httpx.Client) -> City:
    """Opens a case that is under way, one that waits for its survey, and one that was answered."""
    city = City(suite, http)
    for name in ("under-way", "done", "answered"):
        city.cases[name] = open_case(city)
    for name in ("done", "answered"):
        do_work(city, city.cases[name]["reference"], "streets")
        city.cases[name]["survey"] = survey_link(city, city.cases[name])
    wait_until(lambda: status_of(city, city.cases["under-way"])["status"] == "in_progress")
    answered = city.cases["answered"]
    secret = re.search("secret=([^&]+)", answered["survey"])[1]
    body = {"secret": secret, "answers": {"satisfaction": 4}}
    city.http.post(f"{suite.api}/surveys/{answered['reference']}", json=body).raise_for_status()
    return city


def open_case(city: City) -> dict[str, str]:
    """A pothole, brought by somebody with an e-mail address."""
    body = {
        "service_code": "pothole",
        "description": "A deep hole <script>alert(1)</script> 路面有坑",
        "place": {"address": "3 Elm Lane"},
        "contact": {"name": "Ana Rivas", "email": "ana@resident.example"},
    }
    answer = city.http.post(f"{city.suite.api}/cases", json=body)
    answer.raise_for_status()
    opened = answer.json()
    return {"reference": opened["reference"], "secret": opened["secret"]}


def status_of(city: City, case: dict[str, str]) -> dict[str, Any]:
    """The public status of a case."""
    address = f"{city.suite.api}/cases/{case['reference']}"
    status: dict[str, Any] = city.http.get(address, params={"secret": case["secret"]}).raise_for_status().json()
    return status


def do_work(city: City, reference: str, agency: str) -> None:
    """A clerk of the agency does its part, over the staff API."""
    headers = {"Authorization": token_of(city, agency)}
    tasks = f"{city.suite.api}/staff/tasks"

    def find_task() -> str | None:
        listed = city.http.get(tasks, params={"limit": 100}, headers=headers).raise_for_status().json()["tasks"]
        return next((task["task"] for task in listed if task["reference"] == reference), None)

    task = wait_until(find_task)
    address = f"{city.suite.api}/staff/cases/{reference}/tasks/{task}/completion"
    city.http.post(address, json={"outcome": "done"}, headers=headers).raise_for_status()


def token_of(city: City, agency: str) -> str:
    if agency not in city.tokens:
        account = next(one for one in city.suite.staff if one.agency == agency and one.role == "clerk")
        body = {"username": account.username, "password": account.password}
        answer = city.http.post(f"{city.suite.api}/staff/sessions", json=body).raise_for_status()
        city.tokens[agency] = answer.json()["token"]
    return city.tokens[agency]


def survey_link(city: City, case: dict[str, str]) -> str:
    """The path and query of the survey, as its page offers it once the resident is invited."""

    def find_link() -> str | None:
        page = city.http.get(f"{city.url}/track/{case['reference']}", params={"secret": case["secret"]}).text
        found = re.search(r'href="[^"]*(/survey/[^"&]+)', page)
        return found[1] if found else None

    return str(wait_until(find_link))


def wait_until(look: Callable[[], Any]) -> Any:
    """Looks until there is something to see, and fails after a while."""
    deadline = time.monotonic() + LIMIT
    while not (seen := look()):
        assert time.monotonic() < deadline, f"still nothing after {LIMIT:.0f} s"
        time.sleep(0.2)
    return seen
