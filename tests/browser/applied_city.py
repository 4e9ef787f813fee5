"""Applications of the running city, each begun when the first page that shows it is tested, and then used by all."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import httpx

from onestop.runtime.clock import now
from onestop_cli.clients import engine_client
from tests.browser.city import City, open_case, staff_act, status_of, task_of, wait_until
from tests.browser.desk import HIDDEN
from tests.browser.my_city import sent_to

EVENT: dict[str, Any] = {
    "kind": "market",
    "name": "Harbour market 海港市场",
    "date": (now() + timedelta(days=90)).date().isoformat(),
    "starts": "10:00",
    "ends": "16:00",
    "street": "Elm Street",
    "closes-street": False,
    "guests": 80,
    "music": False,
    "food": False,
    "structures": ["none"],
    "true-answers": True,
}
REFUSED: dict[str, Any] = {  # at a party of neighbours no alcohol may be sold
    "kind": "block-party",
    "neighbours-told": True,
    "food": True,
    "stalls": [{"name": "Stall A", "cooks": False}],
    "alcohol": True,
    "insurer": "Harbour Mutual",
    "insured": 1_000_000,
}
BUSINESS: dict[str, Any] = {  # which both owners sign
    "does": "office",
    "trade-name": "Ruiz & Li Drawings",
    "opens": "2090-02-01",
    "form": "partners",
    "registered": False,
    "owners": [
        {"name": "Ana Ruiz", "born": "1990-04-01", "share": 50},
        {"name": "Li Wei", "born": "1988-02-29", "share": 50},
    ],
    "premises": "home",
    "street": "12 Elm Street",
    "home-visitors": 2,
    "rebuilding": False,
    "food": False,
    "staff": 1,
    "true-answers": True,
}
BIRTH: dict[str, Any] = {
    "wants": ["register", "larger-cart", "lead-test"],
    "born": "2026-11-20",
    "address": "12 Elm Street",
    "name": "Li Wei 李伟",
}
FIRST = {  # what is sent with the first page of a form
    "street-event-permit": {"a-kind": "1", "a-name": "Market"},
    "birth": {"a-wants.0": "on"},
    "new-business": {"a-does": "3", "a-trade-name": "Ruiz & Li", "a-opens": "2090-02-01"},
}
FOUND = re.compile(r"/apply/draft/([0-9A-Z-]+)/.*secret=([\w.-]+)")
SIGN = re.compile(r"/apply/sign/\S+?secret=[\w.-]+")
CASE = re.compile(r"/track/([0-9A-Z-]+)\?secret=([\w.-]+)")


def post(city: City, path: str, **fields: str) -> httpx.Response:
    answer = city.http.post(f"{city.url}{path}", data=fields)
    assert answer.status_code == 303, answer.text
    return answer


def begin(city: City, name: str, language: str, service: str, answers: dict[str, Any]) -> dict[str, str]:
    """A draft of somebody who has answered all that is asked, in their language."""
    if name not in city.cases:
        first = f"/apply/{service}/begin?lang={language}"
        carried = {key: unescape(value) for key, value in HIDDEN.findall(city.http.get(f"{city.url}{first}").text)}
        found = FOUND.search(post(city, first, **carried, **FIRST[service]).headers["Location"])
        assert found
        keep_answers(city, found[1], answers)
        city.cases[name] = {"reference": found[1], "secret": found[2]}
    return city.cases[name]


def event(city: City, language: str, name: str = "event", **answers: Any) -> dict[str, str]:
    """A draft for an event."""
    name = f"{name}-{language}"
    by = {"is": "person", "name": "Ana Rivas", "phone": "+1 902 555 0142", "email": f"{name}@resident.example"}
    return begin(city, name, language, "street-event-permit", {**EVENT, "organiser": by, **answers})


def place_of_event(city: City, language: str) -> str:
    """The page of an event's form that asks for a plan of the site."""
    draft = event(city, language)
    return f"/apply/draft/{draft['reference']}/place?secret={draft['secret']}"


def file_of_event(city: City, language: str) -> str:
    """The page from which that plan is sent to the bucket, once somebody asked for it."""
    draft = event(city, language, "plan")
    if "file" not in draft:
        there = f"/apply/draft/{draft['reference']}/place"
        asked = post(city, there, secret=draft["secret"], to="file.site-plan", **{"a-street": "Elm Street"})
        draft["file"] = asked.headers["Location"].removeprefix(city.url).partition("?")[0]
    return f"{draft['file']}?secret={draft['secret']}"


def business(city: City, language: str) -> dict[str, str]:
    """A draft that two people have to sign."""
    return begin(city, f"business-{language}", language, "new-business", BUSINESS)


def signing(city: City, language: str) -> str:
    """The address on which the first of them signs, as the letter to them has it."""
    draft = business(city, language)
    if "signs" not in draft:
        there = f"/apply/ask-signature/owner-1/{draft['reference']}"
        email = f"signer-{language}@resident.example".lower()
        post(city, there, secret=draft["secret"], theirs=email)
        draft["signs"] = sign_link_to(city, email)
    return f"{draft['signs']}&lang={language}"


def sign_link_to(city: City, address: str) -> str:
    """The address on which somebody signs who was sent a letter."""

    def find_link() -> str | None:
        found = (SIGN.search(message["body"]) for message in sent_to(city, address))
        return next((each[0] for each in found if each), None)

    return str(wait_until(find_link))


def keep_answers(city: City, reference: str, answers: dict[str, Any]) -> None:
    """Puts answers where the pages of a form put them, without going through each page."""
    tables, table = engine_client("dynamodb", city.suite.engine), city.suite.outputs["ApplicationsTable"]
    key = {"pk": {"S": f"APPLICATION#{reference}"}, "sk": {"S": "APPLICATION"}}
    row = tables.get_item(TableName=table, Key=key)["Item"]
    body = json.loads(row["body"]["S"]) | {"answers": answers}
    tables.put_item(TableName=table, Item=row | {"body": {"S": json.dumps(body)}})


def sent(city: City, language: str, name: str = "sent", **answers: Any) -> dict[str, str]:
    """An event that was applied for, with its case."""
    draft = event(city, language, name, **answers)
    if "case" not in draft:
        post(city, f"/apply/send/{draft['reference']}", secret=draft["secret"])
        there = f"{city.url}/apply/sent/{draft['reference']}"
        asked = {"secret": draft["secret"], "cookie": "checked"}
        found = CASE.search(city.http.get(there, params=asked, follow_redirects=True).text)
        assert found
        draft["case"], draft["opens"] = found[1], found[2]
    return draft


def told_in_a_chat(city: City) -> str:
    """Returns the page on which somebody who reported their need in a chat continues with a form."""
    if "told" not in city.cases:
        need = {"service_code": "street-event-permit", "channel": "chat", "answers": {"date": EVENT["date"]}}
        city.cases["told"] = open_case(city, **need)
    return f"/apply/from/{city.cases['told']['reference']}?secret={city.cases['told']['secret']}"


def life_case(city: City) -> str:
    """The page of a case that a life event opened, once its parts are open."""
    name = "life-case"
    if name not in city.cases:
        draft = begin(city, "life", "en", "birth", {**BIRTH, "email": "birth@resident.example"})
        post(city, f"/apply/send/{draft['reference']}", secret=draft["secret"])
        there = f"{city.url}/apply/sent/{draft['reference']}"
        asked = {"secret": draft["secret"], "cookie": "checked"}
        found = CASE.search(city.http.get(there, params=asked, follow_redirects=True).text)
        assert found
        case = {"reference": found[1], "secret": found[2]}
        wait_until(lambda: bool(status_of(city, case)["parts"]))
        city.cases[name] = case
    return f"/track/{city.cases[name]['reference']}?secret={city.cases[name]['secret']}"


def judged(city: City, name: str, **answers: Any) -> dict[str, str]:
    """A case that the rules have decided about, once all who are asked have agreed."""
    if name not in city.cases:
        draft = sent(city, "en", name, **answers)
        case = {"reference": draft["case"], "secret": draft["opens"]}
        for agency, results in (
            ("licensing", {}),
            ("streets", {"opinion": "agreed"}),
            ("parks", {"opinion": "agreed"}),
        ):
            task = task_of(city, case["reference"], agency)
            path = f"tasks/{task}/completion"
            staff_act(city, case, agency, path, outcome="done", **({"results": results} if results else {}))
        wait_until(lambda: is_judged(city, case))
        city.cases[name] = case
    return city.cases[name]


def is_judged(city: City, case: dict[str, str]) -> bool:
    status = status_of(city, case)
    return bool(status["asked"]) or any(event["type"] == "decision.made" for event in status["timeline"])


def granted(city: City) -> dict[str, str]:
    """A case that was granted, and whose fee is to be paid."""
    return judged(city, "granted")


def refused(city: City) -> dict[str, str]:
    """A case that was refused: one can object to it."""
    return judged(city, "refused", **REFUSED)


def pay(city: City) -> str:
    """The address of the page on which a fee is paid."""
    case = granted(city)
    wait_until(lambda: bool(status_of(city, case)["asked"]))  # it is, a moment after the decision is told
    [asked] = status_of(city, case)["asked"]
    return f"/apply/pay/{case['reference']}/{asked['task']}?secret={case['secret']}"


def trying_out(city: City) -> str:
    """Returns the address that stands in for a payment provider's, for trying things out."""
    path, _, secret = pay(city).partition("?secret=")
    return post(city, path, secret=secret).headers["Location"].removeprefix(city.url)
