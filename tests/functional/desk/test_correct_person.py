"""What is wrong of a person is corrected once, and reaches every case of theirs that is not closed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onestop.domain.cases.lifecycle import Status
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.chosen_preferences import ChosenPreferences
from onestop.domain.people.consents import ONCE_ONLY, SUGGESTIONS, ConsentSaid
from onestop.domain.people.person import identity_of
from onestop.domain.people.protected_people import Protection
from onestop.runtime.keys import identity_key
from onestop.storage.cases.case_rows import case_row
from onestop.storage.people.chosen_preferences import keep_chosen, load_chosen
from onestop.storage.people.consents import keep_consent, load_consents
from onestop.storage.people.contact_details import cases_of_forms, load_person
from onestop.storage.people.merges import merge_people, unmerge_people
from onestop.storage.people.protections import keep_protection
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.tables import PersonRow
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import signed_in
from tests.functional.stories import POTHOLE, case_file, in_progress

HOME, ANA, RIGHT, PHONE = "/desk/people/one", "ana@resident.example", "ana.rivas@resident.example", "+19025550187"
ASKED = [("person", ANA), ("purpose", "caller")]


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")


def a_case(name: str = "Ana Rivas") -> str:
    return str(in_progress(**POTHOLE | {"contact": {"name": name, "email": ANA, "phone": "+19025550186"}})["reference"])


def correct(**new: str) -> tuple[int, str]:
    """What reception is told."""
    desk = signed_in(agency="contact-centre", role="reception")
    shown = desk.submit(HOME, ASKED, seen=HOME)["body"].partition("/correction")[2]
    who = re.search(r'<option value="(\w+)">Ana Rivas</option>', shown)
    assert who, shown
    fields = [*ASKED, ("corrects", who[1]), *((f"new_{field}", value) for field, value in new.items())]
    answer = desk.submit(f"{HOME}/correction", fields, seen=HOME)
    return answer["statusCode"], answer["body"]


def contact(reference: str) -> tuple[str | None, str | None, str | None]:
    person = load_person(str(case_file(reference).case.person))
    return person.name, person.email, person.phone


def found_by(address: str) -> set[str]:
    return set(cases_of_forms([identity_of(address, identity_key())], 99))


def test_what_was_wrong_is_right_in_every_open_case_of_that_person_alone_and_finds_it_no_longer() -> None:
    one, two, closed, bens = a_case(), a_case("ana  rivas"), a_case(), a_case("Ben Rivas")
    case_row(replace(case_file(closed).case, status=Status.CLOSED)).save()
    status, body = correct(email=RIGHT, phone="(902) 555-0187")
    assert status == 200
    assert "It is corrected in 2 cases." in body
    assert [contact(each)[1:] for each in (one, two)] == [(RIGHT, PHONE)] * 2
    assert [contact(each)[1:] for each in (closed, bens)] == [(ANA, "+19025550186")] * 2
    assert (found_by(RIGHT), found_by(PHONE)) == ({one, two}, {one, two})
    assert (found_by(ANA), found_by("+19025550186")) == ({closed, bens}, {closed, bens})
    supervisor = signed_in(agency="streets", role="supervisor", sub="chief")
    path = f"/desk/cases/{one}/disclosure"
    shown = supervisor.submit(path, [("purpose", "The crew stands before a locked gate.")], seen=f"/desk/cases/{one}")
    assert RIGHT in shown["body"]  # whoever works on it sees what is right
    assert [(deed.kind, deed.details) for deed in deeds_of(f"{NOW:%Y-%m}", 9)] == [
        ("corrected_person", ("email", "phone"))
    ]
    before = sorted((row.pk, row.sk, row.body) for row in PersonRow.scan() if row.pk.startswith(("PERSON", "IDENTITY")))
    assert correct(email=ANA)[0] == 200  # of the closed one, nothing is left to correct
    after = sorted((row.pk, row.sk, row.body) for row in PersonRow.scan() if row.pk.startswith(("PERSON", "IDENTITY")))
    assert after == before


def test_what_somebody_said_no_to_holds_under_what_is_right_and_what_they_agreed_to_is_asked_again() -> None:
    a_case()
    wrong, right = (identity_of(address, identity_key()) for address in (ANA, RIGHT))
    for purpose, given in ((ONCE_ONLY, False), (SUGGESTIONS, True)):
        keep_consent([wrong], ConsentSaid(purpose=purpose, given=given, at=NOW, by="resident"))
    assert correct(email=RIGHT)[0] == 200
    assert [(each.purpose, each.given) for each in load_consents([right])] == [(ONCE_ONLY, False)]


def test_letters_that_somebody_opted_out_of_stay_left_out_under_what_is_right_and_nothing_else_is_carried_over() -> (
    None
):
    a_case()
    wrong, right = (identity_of(each, identity_key()) for each in (ANA, RIGHT))
    letters = Preferences(without=("survey",), quiet=("22:00", "07:00"))
    keep_chosen([wrong], ChosenPreferences(at=NOW, language="en", preferences=letters))
    assert correct(email=RIGHT)[0] == 200
    assert [each.preferences for each in load_chosen([right]).values()] == [Preferences(without=("survey",))]


def test_what_cannot_be_right_is_said_and_nothing_is_changed() -> None:
    hers, others = a_case(), a_case("Ana Rivas")
    hidden = identity_of("hidden@resident.example", identity_key())
    keep_protection(hidden, Protection(at=NOW, own=True))
    for new, words in (
        ({}, "Write what is right in one field"),
        ({"name": "A" * 201}, "at most 200 letters"),
        ({"email": "ana at home"}, "Write an e-mail address"),
        ({"email": "hidden@resident.example"}, "may not be kept"),
        ({"phone": "12"}, "Write a telephone number"),
    ):
        status, body = correct(**new)
        assert (status, words in body) == (400, True), new
    body = correct(name="Ana Rivas-Diaz", email=RIGHT, phone="12")[1]  # what was typed is there, to be put right
    assert all(f'value="{typed}"' in body for typed in ("Ana Rivas-Diaz", RIGHT, "12"))
    assert re.search(r'id="corrects".*?<option value="\w+" selected>Ana Rivas<', body)
    merge_people(str(case_file(others).case.person), str(case_file(hers).case.person), identity_key())
    assert correct(email=RIGHT)[0] == 409  # or undoing that would bring back what is wrong
    assert (contact(hers)[1], deeds_of(f"{NOW:%Y-%m}", 9)) == (ANA, [])
    unmerge_people(str(case_file(others).case.person))
    assert correct(email=RIGHT)[0] == 200
