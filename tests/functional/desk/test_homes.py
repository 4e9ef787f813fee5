"""Where somebody gets their post: claimed by who writes it, proven by a letter or a document, of one person alone."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from pypdf import PdfReader

from notifications.paper.print_letter import draw_letter
from notifications.words.letter import Message
from onestop.domain.letters.letter_codes import is_code_for, letter_code
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.households import HouseholdSaid
from onestop.domain.people.identities import HowProven
from onestop.domain.people.person import Person, identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person, person_rows
from onestop.storage.people.households import keep_said
from onestop.storage.people.proofs import load_proofs
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.staff.looks import looks_for
from onestop.storage.tables import PersonRow
from onestop_cli.people.disposal.dispose import find_records, gone_with
from onestop_cli.people.disposal.records import read_records
from onestop_cli.people.rights.export_person import as_data
from onestop_cli.people.rights.traces import find_traces
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.casework.test_rights import places
from tests.functional.desk.desking import signed_in
from tests.functional.portal.signing_in import signed_in as resident
from tests.functional.stories import POTHOLE, case_file, in_progress

ONE, DATA, SHARED = "/desk/people/one", "/my/data", "home@resident.example"
POST = ["12 Canary Street", "Port Ellery 04210"]
ASKED = [("person", SHARED), ("purpose", "caller")]


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def brought(name: str, email: str = SHARED) -> Person:
    case = in_progress(**POTHOLE | {"contact": {"name": name, "email": email, "post": POST}})
    return load_person(str(case_file(str(case["reference"])).case.person))


def printed_code(person: Person) -> str:
    """The code as it stands in a letter to somebody."""
    message = Message(language="en", subject="About your request", body="It is done.")
    pdf, _ = draw_letter(message, person, sha256(person.id.encode()).hexdigest()[:24], current(), NOW)
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    found = re.search(r"Code of this letter:\s+(\w{5}-\w{5})\.", words)
    assert found, words
    return found[1]


def proven(person: Person) -> list[tuple[HowProven, str | None]]:
    identity = post_identity(person.post, identity_key())
    return [(each.how, each.document) for each in load_proofs(identity, person.id)]


def test_a_postal_address_is_claimed_until_a_letter_or_a_document_proves_it_of_one_person_alone(aws: Aws) -> None:
    ana, ben = brought("Ana Rivas"), brought("Ben Rivas")
    desk, browser = signed_in(agency="contact-centre", role="reception"), resident(aws, SHARED)
    assert "Postal address: claimed, since" in desk.submit(ONE, ASKED, seen=ONE)["body"]
    assert "Postal address 12 …: you told us, since" in browser.get(DATA)["body"]

    assert "Error: " in (wrong := browser.send(DATA, DATA, letter_code="22222-22222"))["body"]
    assert wrong["statusCode"] == 400
    code = printed_code(ana)
    assert browser.send(DATA, DATA, letter_code=code.lower().replace("-", " "))["statusCode"] == 303
    assert "proven by the code of a letter that went there" in browser.get(DATA)["body"]
    assert (proven(ana), proven(ben)) == ([(HowProven.LETTER, None)], [])

    fields = [*ASKED, ("lives", ben.id), ("home_document", "utility-bill")]
    shown = desk.submit(f"{ONE}/home", fields, seen=ONE)["body"]
    assert "by the code of a letter that went there" in shown
    assert "Bill for electricity, gas or water (Ben Rivas)" in shown
    assert "12 Canary" not in shown  # by its kind alone, as everything that somebody is known by
    assert (proven(ana), proven(ben)) == ([(HowProven.LETTER, None)], [(HowProven.DOCUMENT, "utility-bill")])
    assert {load_person(each.id).id for each in (ana, ben)} == {ana.id, ben.id}  # of an address nobody is merged
    assert [(each.kind, each.details) for each in deeds_of(f"{NOW:%Y-%m}", 9)] == [("proved_home", ("utility-bill",))]

    for more in (
        [("lives", "f" * 32), ("home_document", "utility-bill")],
        [("lives", ana.id), ("letter_code", code + "2")],
    ):
        assert desk.submit(f"{ONE}/home", [*ASKED, *more], seen=ONE)["statusCode"] == 400
    for more in ([("lives", ana.id)], [("lives", ana.id), ("home_document", "utility-bill"), ("letter_code", code)]):
        refused = desk.submit(f"{ONE}/home", [*ASKED, *more], seen=ONE)
        assert (refused["statusCode"], "one of the two" in refused["body"]) == (400, True)

    data = json.loads(browser.get(f"{DATA}/file")["body"])
    [post] = [each for each in data["known_by"] if each["kind"] == "post"]
    assert sorted(each["how"] for each in post["proven"]) == ["document", "letter"]
    assert "12 Canary" not in json.dumps(data["people"] + data["known_by"])  # another one of the home reads this too
    assert "clerk-1" not in json.dumps(data["known_by"])


def test_what_was_proven_of_a_home_goes_with_its_person_and_stays_for_the_others(aws: Aws) -> None:
    for name in ("mail", "attachments", "paper"):
        if name not in [each["Name"] for each in client("s3").list_buckets()["Buckets"]]:
            client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ca-central-1"})
    ana, ben = brought("Ana Rivas", "ana@resident.example"), brought("Ben Rivas", "ben@resident.example")
    for person in (ana, ben):
        browser = resident(aws, person.email or "")
        assert browser.send(DATA, DATA, letter_code=printed_code(person))["statusCode"] == 303
        other = ben if person is ana else ana
        assert browser.send(DATA, DATA, letter_code=printed_code(other))["statusCode"] == 400
    rows = {row.sk: row.pk for row in PersonRow.scan() if row.pk.startswith("PROVEN#") and row.sk.startswith("PERSON#")}
    assert rows.keys() == {f"PERSON#{ana.id}", f"PERSON#{ben.id}"}
    where = places()
    traces = find_traces(where, "ana@resident.example")
    mine = [row.sk for row in traces.rows if row.pk == rows[f"PERSON#{ana.id}"]]
    assert mine == [f"PERSON#{ana.id}"]
    assert "letter" in json.dumps(as_data(traces, NOW.isoformat())["other"])
    reference = next(iter(traces.cases))
    records = read_records(where)
    due = {reference: ["case"]}
    disposed = find_records(where, due, gone_with(due, records))[reference].rows
    assert [row.sk for row in disposed if row.pk.startswith("PROVEN#")] == [f"PERSON#{ana.id}"]


def test_the_code_of_a_letter_is_good_for_its_month_and_two_more_and_for_the_address_that_it_went_to() -> None:
    key, ana = b"k" * 32, Person(id="a" * 32, post=tuple(POST))
    moved, ben = Person(id="a" * 32, post=("9 Other Street", "Port Ellery")), Person(id="b" * 32, post=tuple(POST))
    first = NOW.replace(month=11, day=1)
    code = letter_code(ana, first, key)
    good = [is_code_for(ana, code, first + timedelta(days=days), key) for days in (-1, 0, 91, 92)]
    assert good == [False, True, True, False]  # the first of November; the last of January; the first of February
    assert not any(is_code_for(each, code, first, key) for each in (moved, ben, Person(id="a" * 32)))
    assert not any(is_code_for(ana, typed, first, key) for typed in ("", "-", code[:-1], f"{code}2", "１２"))


def shown_at(address: str) -> str:
    desk = signed_in(agency="contact-centre", role="reception")
    return str(desk.submit(ONE, [("person", address), ("purpose", "caller")], seen=ONE)["body"])


def household_on(page: str) -> list[str]:
    """The names of the people who share the address of whoever was looked for."""
    part = page.partition("Who shares their postal address</h2>")[2].partition("</ul>")[0]
    return sorted(re.findall(r'<li dir="auto">([^<]+)</li>', part))


def test_who_shares_an_address_is_shown_at_the_desk_said_to_be_one_household_or_not_and_never_merged(aws: Aws) -> None:
    ana, ben = brought("Ana Rivas", "ana@resident.example"), brought("Ben Rivas", "ben@resident.example")
    brought("Ana Rivas", "ana@resident.example")  # again, with another case
    in_progress(**POTHOLE | {"contact": {"name": "Eve", "email": "eve@resident.example", "post": ["9 Other Way", "X"]}})
    assert household_on(shown_at("ana@resident.example")) == ["Ana Rivas", "Ben Rivas"]
    assert household_on(shown_at("eve@resident.example")) == []
    seen = looks_for(identity_of("ben@resident.example", identity_key()), 9)
    assert [(look.by, look.fields) for look in seen] == [("staff:clerk-1", ("contact.name",))]

    desk = signed_in(agency="contact-centre", role="reception")
    asked = [("person", "ana@resident.example"), ("purpose", "caller")]
    one = min(re.findall(r'<option value="(\w+)">Ana Rivas', shown_at("ana@resident.example")))
    for together, line in (("yes", True), ("no", False)):
        fields = [*asked, ("one", one), ("other", ben.id), ("together", together)]
        page = desk.submit(f"{ONE}/household", fields, seen=ONE)["body"]
        for each in (page, shown_at("ben@resident.example")):
            assert ("are one household, as they said on" in each) is line
    assert sorted(deed.kind for deed in deeds_of(f"{NOW:%Y-%m}", 9)) == ["household", "no_household"]
    refused = desk.submit(f"{ONE}/household", [*asked, ("one", one), ("other", one)], seen=ONE)
    assert (refused["statusCode"], "Choose two people who share" in refused["body"]) == (400, True)
    assert {load_person(each.id).merged_into for each in (ana, ben)} == {None}

    browser = resident(aws, "ana@resident.example")
    assert browser.send(DATA, DATA, together="yes")["statusCode"] == 303
    assert "Ana Rivas said on" in shown_at("ben@resident.example")
    assert json.loads(browser.get(f"{DATA}/file")["body"])["household"] is True
    assert browser.send(DATA, DATA, together="no")["statusCode"] == 303
    assert "are no household" in shown_at("ben@resident.example")
    assert "Ben" not in "".join(browser.get(path)["body"] for path in ("/my", DATA, f"{DATA}/file", f"{DATA}/read"))


@pytest.mark.parametrize("change", ["protected", "restricted", "moved"])
def test_nobody_who_is_protected_or_restricted_or_moved_is_in_a_household_nor_sees_one(aws: Aws, change: str) -> None:
    ana, ben = brought("Ana Rivas", "ana@resident.example"), brought("Ben Rivas", "ben@resident.example")
    changed = {
        "protected": replace(ben, protected_at=NOW),
        "restricted": replace(ben, restricted_since=NOW),
        "moved": replace(ben, post=("9 Other Way", "Port Ellery")),
    }[change]
    assert household_on(shown_at(ana.email or "")) == ["Ana Rivas", "Ben Rivas"]
    next(person_rows(changed, reference="")).save()
    for address in (ana.email, ben.email):
        page = shown_at(address or "")
        assert household_on(page) == []
        assert ("Ben Rivas" in page) is (address == ben.email)


def test_what_was_said_of_a_household_goes_with_whoever_of_it_goes_first(aws: Aws) -> None:
    ana, ben = brought("Ana Rivas", "ana@resident.example"), brought("Ben Rivas", "ben@resident.example")
    said = HouseholdSaid(one=ben.id, other=ana.id, together=True, at=NOW, by="staff:clerk-1")
    keep_said(post_identity(ana.post, identity_key()), said)
    where = places()
    for address in ("ana@resident.example", "ben@resident.example"):
        rows = find_traces(where, address).rows
        assert [row.pk.partition("#")[0] for row in rows].count("HOUSEHOLD") == 1
