"""The auditor finds who saw what of whom and what for, under the case, the person and who looked; and is kept too."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from casework import handler as casework
from casework.oversight.audit_search import IN_A_TABLE, MOST
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.staff.looks import Look, keep_look, keep_look_at_page, looks_for, looks_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, an_api_event
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.stories import in_progress

PERSON = "ana@resident.example"
MONTH = f"{NOW:%Y-%m}"
AUDITOR = "staff:auditor-1"


@pytest.fixture
def auditor() -> Browser:
    return signed_in(agency="contact-centre", role="auditor", sub="auditor-1")


def seen_by_clerk() -> str:
    """A case that a clerk of streets has looked at, on a list and by itself."""
    reference = str(in_progress()["reference"])
    clerk = signed_in()
    clerk.get("/desk")
    clerk.get(f"/desk/cases/{reference}")
    return reference


def search_for(person: str) -> None:
    claims = a_clerk(agency="contact-centre", role="reception", sub="reception-1")
    query = {"person": person, "purpose": "caller"}
    headers = {"X-Clock": NOW.isoformat()}
    casework.handle(an_api_event("GET", "/api/staff/cases", query=query, headers=headers, claims=claims), None)


def ask(browser: Browser, **fields: str) -> str:
    answer = browser.submit("/desk/audit", fields.items(), seen="/desk/audit")
    if answer["statusCode"] == 303:
        assert fields["what"] != "person"
        path, _, query = answer["headers"]["Location"].partition("?")
        assert (path, bool(query)) == ("/desk/audit", True)
        answer = browser.get(path, **fields)
    assert answer["statusCode"] == 200
    return str(answer["body"])


def test_what_a_clerk_saw_is_found_by_who_they_are(aws: Aws, auditor: Browser) -> None:
    reference = seen_by_clerk()
    body = ask(auditor, what="staff", of="clerk-1", month=MONTH)
    assert "What they saw" in body
    assert body.count(f">{reference}<") == 2  # the list, and the case by itself
    assert "Nothing is kept" in ask(auditor, what="staff", of="clerk-1", month="2025-01")
    assert "Nothing is kept" in ask(auditor, what="staff", of="clerk-2", month="")


def test_no_look_hides_behind_many_later_ones(aws: Aws, auditor: Browser) -> None:
    """Somebody who looked where they should not may look at many pages after it: by its day, it is found all the same,
    and in the table."""
    reference, clerk = seen_by_clerk(), "staff:clerk-7"
    early, before = NOW - timedelta(days=NOW.day - 1), NOW - timedelta(days=NOW.day + 1)
    keep_look(reference, Look(at=early, by=clerk, fields=("description",), purpose="curious-early"))
    keep_look(reference, Look(at=before, by=clerk, fields=("description",), purpose="curious-before"))
    for number in range(MOST):
        keep_look(reference, Look(at=NOW + timedelta(seconds=number), by=clerk, fields=("description",)))
    whole = ask(auditor, what="staff", of="clerk-7", month=MONTH)
    assert ("curious-early" in whole, "a month or a day to see it" in whole) == (False, True)
    assert "curious-early" in ask(auditor, what="staff", of="clerk-7", month=f"{early:%Y-%m-%d}")
    assert "curious-before" in ask(auditor, what="case", of=reference, month=f"{before:%Y-%m}")
    table = [("what", "staff"), ("of", "clerk-7"), ("month", MONTH), ("as", "csv")]
    assert "curious-early" in auditor.submit("/desk/audit", table, seen="/desk/audit")["body"]
    wrong = auditor.submit("/desk/audit", [*table[:2], ("month", "2026-11-32")], seen="/desk/audit")
    assert wrong["statusCode"] == 400


def test_who_saw_a_case_and_who_did_what_to_it_is_found_by_the_case(aws: Aws, auditor: Browser) -> None:
    body = ask(auditor, what="case", of=seen_by_clerk().lower().replace("-", " "), month="")
    assert "what was said" in body
    assert "staff:clerk-1" in body
    assert "The need reached us." in body
    assert re.search(r"was given the task “Fill the hole”, due \d+ \w+ 20\d\d, ", body)  # an audit says every year
    for language, said in (("es", "Recibimos la solicitud."), ("zh-Hans", "收到诉求。")):
        page = signed_in(role="auditor", sub=f"auditor-{language}", language=language)
        assert said in ask(page, what="case", of=seen_by_clerk(), month="")


def test_who_saw_a_person_is_found_by_their_address_which_is_neither_kept_nor_in_an_address(
    aws: Aws, auditor: Browser
) -> None:
    reference = seen_by_clerk()
    search_for(PERSON)
    body = ask(auditor, what="person", of=f" {PERSON.upper()}", month="")
    assert reference in body
    assert "they called or came" in body
    assert "staff:clerk-1" in body
    kept = [*looks_of(AUDITOR, MONTH, 10), *looks_for(identity_of(PERSON, identity_key()), 10)]
    assert PERSON not in str(kept).lower()
    assert auditor.get("/desk/audit", what="person", of=PERSON)["body"].count(PERSON) == 0


def test_reading_the_audit_is_kept_under_who_read_it(aws: Aws, auditor: Browser) -> None:
    reference = seen_by_clerk()
    ask(auditor, what="staff", of="clerk-1", month="")
    ask(auditor, what="person", of=PERSON, month="")
    ask(auditor, what="deeds", of="", month="")
    about = {look.about for look in looks_of(AUDITOR, MONTH, 10)}
    assert {"staff:clerk-1", "deeds"} < about
    assert any(str(each).startswith("person:") for each in about)
    assert [look.by for look in looks_for(identity_of(PERSON, identity_key()), 10)] == [AUDITOR]
    ask(auditor, what="case", of=reference, month="")
    assert "this audit" in ask(auditor, what="case", of=reference, month="")
    assert reference in ask(auditor, what="staff", of="auditor-1", month="")


def test_it_is_saved_as_a_table_without_formulas(aws: Aws, auditor: Browser) -> None:
    seen_by_clerk()
    keep_look_at_page(Look(at=NOW, by="staff:clerk-1", fields=("description",), where="=HYPERLINK()"))
    fields = {"what": "staff", "of": "clerk-1", "month": MONTH, "as": "csv"}
    answer = auditor.submit("/desk/audit", fields.items(), seen="/desk/audit")
    assert answer["headers"]["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer["body"].removeprefix("\ufeff"))))
    assert {row["how"] for row in rows} == {"case", "'=HYPERLINK()"}
    assert {row["by"] for row in rows} == {"staff:clerk-1"}


def test_a_table_that_is_not_whole_says_so_in_its_last_row(aws: Aws, auditor: Browser) -> None:
    fields = {"what": "staff", "of": "clerk-1", "month": MONTH, "as": "csv"}
    seen_by_clerk()
    whole = auditor.submit("/desk/audit", fields.items(), seen="/desk/audit")["body"]
    assert "There is more" not in whole
    for number in range(IN_A_TABLE):
        keep_look_at_page(Look(at=NOW - timedelta(seconds=number), by="staff:clerk-1", fields=("description",)))
    cut = auditor.submit("/desk/audit", fields.items(), seen="/desk/audit")["body"]
    assert cut.splitlines()[-1].startswith("There is more than is shown.")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"what": "", "of": "", "month": ""}, "what"),
        ({"what": "everything", "of": "x", "month": ""}, "what"),
        ({"what": "staff", "of": " ", "month": ""}, "of"),
        ({"what": "staff", "of": "x" * 3000, "month": ""}, "of"),
        ({"what": "case", "of": "7KQ2-M4TX-9BWD-X", "month": ""}, "of"),
        ({"what": "person", "of": "Ana", "month": ""}, "of"),
        ({"what": "deeds", "of": "", "month": "11"}, "month"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_its_field_and_nothing_is_read(
    aws: Aws, auditor: Browser, fields: dict[str, str], wrong: str
) -> None:
    answer = auditor.submit("/desk/audit", fields.items(), seen="/desk/audit")
    assert answer["statusCode"] == 400
    assert f'id="{wrong}-wrong"' in answer["body"]
    assert looks_of(AUDITOR, MONTH, 10) == []


@pytest.mark.parametrize(("what", "calls_made"), [("staff", 3), ("case", 3), ("deeds", 2)])
def test_an_answer_costs_the_session_and_a_few_calls(
    aws: Aws, calls: Calls, auditor: Browser, what: str, calls_made: int
) -> None:
    reference = seen_by_clerk()
    auditor.get("/desk/audit")
    calls.forget()
    auditor.get("/desk/audit", what=what, of=reference if what == "case" else "clerk-1")
    assert calls.names.count("GetItem") == 1
    assert len(calls.names) == 1 + calls_made


@pytest.mark.parametrize("role", ["clerk", "supervisor", "reception", "contractor"])
def test_who_is_no_auditor_reads_nothing(aws: Aws, role: str) -> None:
    seen_by_clerk()
    browser = signed_in(role=role, sub="other-1")
    assert browser.get("/desk/audit", what="staff", of="clerk-1")["statusCode"] == 403
