"""A day at the desk and over the API, held against an independent record of every row that DynamoDB gave out: whoever
was shown something of a resident stands in the ledger of looks, with the very case, and the resident reads of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from casework import handler as casework
from intake import handler as intake
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.portal.signing_in import signed_in as resident
from tests.functional.stories import case_file, in_progress

WORDS = {"request", "contact", "note"}  # kinds of rows of a case that say what a resident said, or staff of them


@dataclass
class Given:
    """What DynamoDB gave out and took in while one call was answered."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)  # pk, sk, kind
    looks: list[dict[str, Any]] = field(default_factory=list)

    def cases_read(self, of_people: dict[str, str]) -> set[str]:
        """The cases of which somebody's words, name or address were given out."""
        read = set()
        for pk, sk, kind in self.rows:
            key, _, id_ = pk.partition("#")
            if key == "CASE" and (kind in WORDS or sk.startswith(("NOTIFICATION", "RESPONSE"))):
                read.add(id_)
            if key == "PERSON" and id_ in of_people:
                read.add(of_people[id_])
        return read


@contextmanager
def recorded() -> Iterator[list[Given]]:
    """Every row that leaves DynamoDB, and every look that goes in, as the client itself sees them: the last of the list
    is the call at hand."""
    calls, events = [Given()], connection().client.meta.events

    def came(parsed: dict[str, Any], **_: Any) -> None:
        items = [*parsed.get("Items", ()), *([parsed["Item"]] if "Item" in parsed else ())]
        items += [item for found in parsed.get("Responses", {}).values() for item in found]
        said = [{name: next(iter(value.values())) for name, value in item.items()} for item in items]
        calls[-1].rows += [(each.get("pk", ""), each.get("sk", ""), each.get("kind", "")) for each in said]

    def went(params: dict[str, Any], **_: Any) -> None:
        puts = [params, *(each.get("Put", {}) for each in params.get("TransactItems", ()))]
        for item in (each.get("Item") for each in puts):
            if item and item["pk"]["S"].startswith("LOOKS#"):
                calls[-1].looks.append({"key": item["pk"]["S"].removeprefix("LOOKS#"), **json.loads(item["body"]["S"])})

    names = {"provide-client-params.dynamodb": went, "after-call.dynamodb": came}
    for name, hear in names.items():
        events.register(name, hear)
    try:
        yield calls
    finally:
        for name, hear in names.items():
            events.unregister(name, hear)


def api(method: str, path: str, claims: dict[str, Any], body: Any = None, **query: str) -> dict[str, Any]:
    headers = {"X-Clock": NOW.isoformat(), "Content-Type": "application/json"}
    handler = intake if path.startswith(("arrivals", "entries")) else casework
    event = an_api_event(method, f"/api/staff/{path}", body=body, headers=headers, claims=claims, query=query or None)
    return handler.handle(event, None)


def a_day(cases: dict[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Who did what, with what they were answered."""
    ana, ben, cho = cases["ana"], cases["ben"], cases["cho"]
    clerk = signed_in(agency="streets", role="clerk", sub="clerk")
    chief = signed_in(agency="streets", role="supervisor", sub="chief")
    crew = signed_in(agency="greenhaul", role="contractor", sub="crew")
    triage = signed_in(agency="contact-centre", role="clerk", sub="triage")
    front = signed_in(agency="contact-centre", role="reception", sub="front")
    auditor = signed_in(agency="contact-centre", role="auditor", sub="auditor")
    admin = signed_in(agency="contact-centre", role="administrator", sub="admin")
    people = {"clerk": clerk, "chief": chief, "crew": crew, "triage": triage, "front": front}
    people |= {"auditor": auditor, "admin": admin}
    case = f"/desk/cases/{ana}"
    for name, path in (
        *(
            ("clerk", path)
            for path in ("/desk", "/desk/export", case, f"{case}/print", f"{case}/nearby", f"{case}/beat")
        ),
        *(("clerk", path) for path in (f"{case}/preferences", "/desk/took-part", "/desk/named")),
        *(("chief", path) for path in ("/desk", case, "/desk/supervisor", "/desk/supervisor/looks", f"{case}/looks")),
        *(("crew", path) for path in ("/desk", f"/desk/cases/{ben}", f"/desk/cases/{ben}/print")),
        *(("triage", path) for path in ("/desk", "/desk/triage", f"/desk/cases/{cho}")),
        *(("auditor", path) for path in (case, f"/desk/cases/{ben}", f"{case}/looks", "/desk/audit")),
        *(("admin", path) for path in ("/desk", case, "/desk/supervisor")),
    ):
        yield f"staff:{name}", f"GET {path}", people[name].get(path)
    for name, path, fields in (
        ("clerk", f"{case}/notes", [("text", "Seen it.")]),
        ("chief", f"{case}/disclosure", [("purpose", "The crew stands before a locked gate.")]),
        ("front", "/desk/people", [("person", "ana@resident.example"), ("purpose", "caller")]),
        ("front", "/desk/people/one", [("person", "ben@resident.example"), ("purpose", "caller")]),
        ("admin", "/desk/people/one", [("person", "cho@resident.example"), ("purpose", "caller")]),
    ):
        seen = "/desk/people" if name == "front" else "/desk"
        page = people[name].get(seen)
        yield f"staff:{name}", f"GET {seen}", page
        mark = ("form", hidden_in(page["body"])["form"])
        yield f"staff:{name}", f"POST {path}", people[name].post(path, [mark, *fields])
    machine = a_clerk(agency="greenhaul", role="system", sub="machine")
    worker = a_clerk(agency="streets", role="clerk", sub="worker")
    answers = a_clerk(agency="contact-centre", role="reception", sub="answers")
    for name, claims, method, path, body, query in (
        ("machine", machine, "GET", "tasks", None, {}),
        ("machine", machine, "GET", f"cases/{ben}", None, {}),
        ("machine", machine, "POST", f"cases/{ben}/tasks/01/completion", {"outcome": "done"}, {}),
        ("worker", worker, "GET", "tasks", None, {}),
        ("worker", worker, "GET", f"cases/{ana}", None, {}),
        ("worker", worker, "POST", f"cases/{ana}/disclosure", {"purpose": "The crew stands before a locked gate."}, {}),
        ("worker", worker, "POST", f"cases/{ana}/tasks/01/completion", {"outcome": "done"}, {}),
        ("answers", answers, "GET", "cases", None, {"person": "ana@resident.example", "purpose": "caller"}),
    ):
        yield f"staff:{name}", f"{method} {path}", api(method, path, claims, body, **query)


def brought() -> dict[str, str]:
    """A case of each of three residents: of a department, of a contractor, and one that nobody knows yet."""
    cases = {}
    for number, (name, need) in enumerate(
        {"ana": {"service_code": "pothole"}, "ben": {"service_code": "waste-cart"}, "cho": {}}.items()
    ):
        contact = {"name": f"{name} canary", "email": f"{name}@resident.example", "phone": f"+1902555018{number}"}
        place = {"lat": 44.60 + number / 50, "long": -63.62, "address": f"{number} {name}-lane"}
        body = {"description": f"It is not as {name}-words has it.", "contact": contact, "place": place, **need}
        cases[name] = str(in_progress(**body)["reference"])
    return cases


def shown_in(body: str, cases: dict[str, str]) -> set[str]:
    """The cases of which an answer shows what nobody typed: the words, the place or the name."""
    return {cases[name] for name in cases if any(f"{name}{word}" in body for word in ("-words", "-lane", " canary"))}


def told_to(aws: Aws, name: str) -> set[tuple[str | None, str | None]]:
    """Which departments looked at which case, or searched for them, as a resident reads it."""
    data = json.loads(resident(aws, f"{name}@resident.example").get("/my/data/file?lang=en")["body"])
    return {(look["case"], look["department"]) for look in data["looks"]}


def test_whoever_was_given_something_of_a_resident_in_a_day_stands_in_the_ledger_for_that_very_case(
    aws: Aws, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    cases = brought()
    of_people = {str(case_file(reference).case.person): reference for reference in cases.values()}
    searched = {f"PERSON-{identity_of(f'{name}@resident.example', identity_key())}": cases[name] for name in cases}
    given: dict[str, set[str]] = defaultdict(set)
    ledger: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
    missing = []
    with recorded() as calls:
        for who, what, answer in a_day(cases):
            call, shown = calls[-1], shown_in(str(answer["body"]), cases)
            assert answer["statusCode"] < 400, (what, answer["body"])
            assert {look["by"] for look in call.looks} <= {who}
            kept = {searched.get(each, each) for look in call.looks for each in (look["key"], *look.get("cases", ()))}
            missing += [(who, what)] if shown - kept else []
            given[who] |= call.cases_read(of_people)
            ledger[who] |= kept
            for look in call.looks:
                about = searched.get(look["key"], look["key"])
                department = catalogue.name_of("agency", look["agency"], "en") if look.get("agency") else None
                told[about].add((None if look["key"] in searched else about, department))
            calls.append(Given())
    assert missing == []  # what was shown was kept by the very call
    assert {who: read - ledger[who] for who, read in given.items() if read - ledger[who]} == {}
    assert len([who for who, read in given.items() if read]) >= 8
    for name, reference in cases.items():
        assert told_to(aws, name) == told[reference]
