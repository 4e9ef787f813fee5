"""Brings cases of the running suite to where a page shows something of its own, over the public and the staff API."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from onestop_cli.ready import RunningSuite
from tests.patience import patient
from tests.suites import wait_a_little

LIMIT = patient(60.0)
OPENED = count()  # cases


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
        return self.page("track", name)

    def page(self, path: str, name: str) -> str:
        """The path and query of one of the pages about a case."""
        case = self.cases[name]
        task = f"/{case['task']}" if path == "part" else ""
        return f"/{path}/{case['reference']}{task}?secret={case['secret']}"


def prepare_city(suite: RunningSuite, http: httpx.Client) -> City:
    """Opens a case that is under way, one that waits for its survey, one that was answered, and whatever else pages
    show. Most of the time goes by waiting, so what needs nothing of one another is waited for together."""
    city = City(suite, http)
    for name in ("under-way", "done", "answered", "asked", "withdrawn", "joined"):
        city.cases[name] = open_case(city)
    city.cases["mapped"] = open_case(city, place={"lat": 44.64, "long": -63.6, "address": "3 Elm Lane"})
    city.cases["part"] = open_case(city, service_code="fallen-tree", answers={"land": "private"})
    city.cases["seen"] = open_case(city, service_code="graffiti", place={"lat": 44.6301, "long": -63.5703})
    for agency in ("streets", "parks", "contact-centre"):
        token_of(city, agency)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda prepare: prepare(city), PREPARED))  # raises what went wrong in any of them
    return city


def prepare_surveys(city: City) -> None:
    """A case that waits for its survey, and one that was answered."""
    for name in ("done", "answered"):
        do_work(city, city.cases[name]["reference"], "streets")
        city.cases[name]["survey"] = survey_link(city, city.cases[name])
    answered = city.cases["answered"]
    secret = re.search("secret=([^&]+)", answered["survey"])[1]
    body = {"secret": secret, "answers": {"satisfaction": 4}}
    city.http.post(f"{city.suite.api}/surveys/{answered['reference']}", json=body).raise_for_status()


def prepare_dialogue(city: City) -> None:
    """Brings cases to where something goes between their residents and us."""
    wait_until(lambda: status_of(city, city.cases["under-way"])["status"] == "in_progress")
    asked, part = city.cases["asked"], city.cases["part"]
    words = "The crew saw <b>two</b> holes.\n\n第二个坑在学校门口。 الحفرة الثانية أمام المدرسة"
    staff_act(city, asked, "streets", "notes", text=words, public=True)
    task = task_of(city, asked["reference"], "streets")
    staff_act(city, asked, "streets", f"tasks/{task}/question", question="Which one do you mean?\nالأولى أم الثانية؟")
    into = city.cases["under-way"]["reference"]
    staff_act(city, city.cases["joined"], "streets", "merging", into=into, reason="the same")
    staff_act(city, city.cases["withdrawn"], "streets", "withdrawal", reason="they called")
    do_work(city, part["reference"], "parks")
    asked_for = wait_until(lambda: status_of(city, part)["asked"])
    part["task"] = asked_for[0]["task"]


def prepare_triage(city: City) -> None:
    """A need that the rules are unsure about, from where another one came."""
    contact = {"name": "Ana Rivas", "email": "unsure@resident.example", "language": "es"}
    place = {"lat": 44.65, "long": -63.58, "address": "3 Elm Lane"}
    for name in ("unsure-too", "unsure"):
        words = "Something is <b>wrong</b> here, please look. 请来看看"  # vague, whatever was learned
        city.cases[name] = open_case(city, service_code=None, description=words, place=place, contact=contact)
        leave_to_desk(city, city.cases[name])


def prepare_claims(city: City) -> None:
    """Cases about which somebody wrote in their resident's name: one waits to be confirmed, one was, one is closed."""
    for name in ("claimed", "confirmed", "claimed-closed"):
        address = f"{name}@resident.example"  # each their own: one address is sent only so much in an hour
        city.cases[name] = open_case(city, contact={"name": "Ana Rivas", "email": address})
        city.cases[name]["confirm"] = confirm_link(city, city.cases[name], address)
    path, secret = city.cases["confirmed"]["confirm"].split("?secret=")
    city.http.post(f"{city.url}{path}", data={"secret": secret}).raise_for_status()
    staff_act(city, city.cases["claimed-closed"], "streets", "withdrawal", reason="they called")


def confirm_link(city: City, case: dict[str, str], address: str) -> str:
    """Somebody writes about a case from the resident's address, unproven; the path and query that the resident gets."""
    mail = (
        f"From: {address}\r\nTo: onestop@port-ellery.example\r\nSubject: Re: {case['reference']}\r\n"
        f"Message-ID: <claim-{address}>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "It is on the <b>left</b> side.\r\n第二个坑在学校门口。\r\n"
    )
    sent = city.http.post(
        f"{city.url}/inbound/email",
        params={"authenticated": "fail"},
        content=mail.encode(),
        headers={"Content-Type": "message/rfc822"},
    )
    sent.raise_for_status()

    def find_link() -> str | None:
        messages = city.http.get(f"{city.url}/outbox.json").raise_for_status().json()["messages"]
        bodies = [message["body"] for message in messages if message["to"] == address]
        found = re.search(r"(/confirm/\S+?\?)\S*?(secret=[\w.-]+)", "\n".join(bodies))
        return found[1] + found[2] if found else None

    return str(wait_until(find_link))


PREPARED = (prepare_surveys, prepare_dialogue, prepare_claims, prepare_triage)


def leave_to_desk(city: City, case: dict[str, str]) -> None:
    """Opens a vague need that stays at the triage desk: its resident, asked which service they mean, cannot say."""
    wait_until(lambda: status_of(city, case)["status"] == "triage")
    if status_of(city, case)["asked"]:
        body = {"secret": case["secret"], "text": "I do not know."}
        city.http.post(f"{city.suite.api}/cases/{case['reference']}/messages", json=body).raise_for_status()
    task_of(city, case["reference"], "contact-centre")


def open_case(city: City, **more: Any) -> dict[str, str]:
    """Opens a case (by default a pothole), brought by somebody with an e-mail address: another one after ten cases,
    because one address brings only so much in an hour."""
    turn = next(OPENED) // 10
    body = {
        "service_code": "pothole",
        "description": "A deep hole <script>alert(1)</script> 路面有坑",
        "place": {"address": "3 Elm Lane"},
        "contact": {"name": "Ana Rivas", "email": f"ana{turn or ''}@resident.example"},
        **more,
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
    task = task_of(city, reference, agency)
    staff_act(city, {"reference": reference}, agency, f"tasks/{task}/completion", outcome="done")


def staff_act(city: City, case: dict[str, str], agency: str, act: str, **body: Any) -> None:
    """A clerk of an agency that has a task on the case does something about it."""
    task_of(city, case["reference"], agency)
    address = f"{city.suite.api}/staff/cases/{case['reference']}/{act}"
    city.http.post(address, json=body, headers={"Authorization": token_of(city, agency)}).raise_for_status()


def task_of(city: City, reference: str, agency: str) -> str:
    """The task that an agency has on a case, once it is in its inbox."""
    headers = {"Authorization": token_of(city, agency)}
    tasks = f"{city.suite.api}/staff/tasks"

    def find_task() -> str | None:
        listed = city.http.get(tasks, params={"limit": 100}, headers=headers).raise_for_status().json()["tasks"]
        return next((task["task"] for task in listed if task["reference"] == reference), None)

    return str(wait_until(find_task))


def token_of(city: City, agency: str) -> str:
    if agency not in city.tokens:
        account = next(one for one in city.suite.staff if one.agency == agency and one.works)
        body = {"username": account.username, "password": account.password}
        answer = city.http.post(f"{city.suite.api}/staff/sessions", json=body).raise_for_status()
        city.tokens[agency] = answer.json()["token"]
    return city.tokens[agency]


def survey_link(city: City, case: dict[str, str]) -> str:
    """The path and query of the survey, as its page offers it once the resident is invited."""

    def find_link() -> str | None:
        asked = {"secret": case["secret"], "cookie": "checked"}
        page = city.http.get(f"{city.url}/track/{case['reference']}", params=asked).text
        found = re.search(r'href="[^"]*(/survey/[^"&]+)', page)
        return found[1] if found else None

    return str(wait_until(find_link))


def wait_until(look: Callable[[], Any]) -> Any:
    """Looks until there is something to see, and fails after a while."""
    begun = time.monotonic()
    while not (seen := look()):
        assert time.monotonic() < begun + LIMIT, f"still nothing after {LIMIT:.0f} s"
        wait_a_little(begun)
    return seen
