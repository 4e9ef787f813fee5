"""Which people of one address may be one: proposed with what speaks for it, merged by staff, and taken apart again."""

from __future__ import annotations

import re
from dataclasses import replace

from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.people.contact_details import load_person, person_rows
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.staff.looks import looks_for, looks_of
from onestop.storage.tables import PersonRow
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.stories import POTHOLE, case_file, in_progress

HOME, PHONE = "/desk/people/same", "+19025550142"


def a_case(**contact: str) -> str:
    return str(case_file(str(in_progress(**POTHOLE | {"contact": contact})["reference"])).case.person)


def rows() -> dict[tuple[str, str], str | None]:
    return {(row.pk, row.sk): row.body for row in PersonRow.scan() if not row.pk.startswith("STAFF#")}


def test_two_who_may_be_one_are_merged_by_staff_and_taken_apart_as_if_never_merged(aws: Aws) -> None:
    ana, again = a_case(name="Ana Rivas", phone=PHONE), a_case(name="A. Rivas", phone=PHONE)
    a_case(name="Ben Rivas", phone=PHONE)  # of the same home
    before = rows()
    desk = signed_in(agency="contact-centre", role="reception")
    asked = [("person", PHONE), ("purpose", "caller")]
    shown = desk.submit(HOME, asked, seen=HOME)["body"]
    assert "Ana Rivas" in shown
    assert "the same telephone number" in shown
    proposed = re.findall(r'name="merged" value="(\w+)"><input type="hidden" name="stays" value="(\w+)"', shown)
    assert {frozenset(pair) for pair in proposed} == {frozenset({ana, again})}
    merged, stays = proposed[0]
    done = desk.submit(f"{HOME}/merging", [*asked, ("merged", merged), ("stays", stays)], seen=HOME)["body"]
    assert "They are one person now." in done
    assert load_person(merged).id == stays
    undone = desk.submit(f"{HOME}/unmerging", [*asked, ("merged", merged)], seen=HOME)["body"]
    assert "They are two people again" in undone
    assert rows() == before
    assert [deed.kind for deed in deeds_of(f"{NOW:%Y-%m}", 9)] == ["unmerged_people", "merged_people"]
    assert {look.fields for look in looks_of("staff:clerk-1", f"{NOW:%Y-%m}", 9)} == {
        ("contact.name", "contact.email", "contact.phone")
    }


def test_only_who_was_found_can_be_merged_and_only_by_whom_it_may(aws: Aws) -> None:
    ana, other = a_case(name="Ana", phone=PHONE), a_case(name="Ana", email="ana@resident.example")
    asked = [("person", PHONE), ("purpose", "caller"), ("merged", other), ("stays", ana)]
    before = rows()
    desk = signed_in(agency="contact-centre", role="reception")
    assert desk.submit(f"{HOME}/merging", asked, seen=HOME)["statusCode"] == 400
    assert desk.submit(f"{HOME}/unmerging", asked, seen=HOME)["statusCode"] == 400
    clerk = signed_in(agency="streets", role="clerk")
    mark = ("form", hidden_in(clerk.get("/desk")["body"])["form"])
    assert clerk.post(f"{HOME}/merging", [mark, *asked])["statusCode"] == 403
    assert rows() == before


def test_the_page_costs_the_same_for_three_people_as_for_fifteen(aws: Aws, calls: Calls) -> None:
    desk = signed_in(agency="contact-centre", role="reception")
    asked = [("person", PHONE), ("purpose", "caller")]
    counted = []
    for wanted in (3, 12):
        for _ in range(wanted):
            a_case(name="Ana Rivas", phone=PHONE)
        mark = ("form", hidden_in(desk.get(HOME)["body"])["form"])
        calls.forget()
        assert desk.post(HOME, [mark, *asked])["statusCode"] == 200
        counted.append([name for name in calls.names if name in ("Query", "BatchGetItem")])
    assert counted[0] == counted[1]
    # a number may be kept in two forms; others are looked for by their number and by their name
    assert counted[0] == ["Query", "Query", "BatchGetItem", "BatchGetItem", "Query", "Query"]


def test_whoever_came_by_another_address_is_proposed_and_told_that_they_were_looked_at(aws: Aws) -> None:
    ana = a_case(name="Ana Rivas", email="ana.rivas@work.example")
    other = a_case(name="Rivas, Ana", email="ana.rivas@home.example", phone="+19025550188")
    a_case(name="Ana Rivas", email="someone.else@far.example")  # a namesake: nothing but the name speaks for it
    hidden = a_case(name="Ana Rivas", email="ana.rivas@hidden.example")
    for row in person_rows(replace(load_person(hidden), protected_at=NOW), reference=""):
        row.save()
    desk = signed_in(agency="contact-centre", role="reception")
    asked = [("person", "ana.rivas@work.example"), ("purpose", "caller")]
    shown = desk.submit(HOME, asked, seen=HOME)["body"]
    proposed = re.findall(r'name="merged" value="(\w+)"><input type="hidden" name="stays" value="(\w+)"', shown)
    assert {frozenset(pair) for pair in proposed} == {frozenset({ana, other})}
    assert "far.example" not in shown
    assert "hidden.example" not in shown
    for address in ("ana.rivas@home.example", "+19025550188"):
        (look,) = looks_for(identity_of(address, identity_key()), 9)
        assert (look.by, look.purpose, look.agency) == ("staff:clerk-1", "caller", "contact-centre")
    merged, stays = proposed[0]
    done = desk.submit(f"{HOME}/merging", [*asked, ("merged", merged), ("stays", stays)], seen=HOME)["body"]
    assert "They are one person now." in done
    assert load_person(merged).id == stays
