"""All of one person on one page: what passed on every channel in one line of time, at one cost for 3 as for 872."""

from __future__ import annotations

import re
from datetime import timedelta

from onestop.domain.people.person import Person
from onestop.runtime.keys import identity_key
from onestop.storage.people import person_rows
from onestop.storage.rows import case_row
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_case, a_reference
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.stories import POTHOLE, in_progress, post_answers, resolved

HOME, ANA = "/desk/people/one", "ana@resident.example"
ASKED = [("person", ANA), ("purpose", "caller")]


def cases_of_ana(first: int, count: int) -> None:
    """Cases as they lie in the tables, a minute after each other."""
    for number in range(first, first + count):
        reference, at = a_reference(number), NOW + timedelta(minutes=number - 1000)
        person = Person(id=f"{number:032}", name="Ana", email=ANA, since=at)
        case_row(a_case(reference=reference, version=4, opened_at=at, person=person.id)).save()
        for row in person_rows(person, reference, person.identities(identity_key())):
            row.save()


def test_cases_surveys_and_preferences_stand_on_one_page_without_a_word_of_a_case(aws: Aws) -> None:
    contact = {"email": ANA, "name": "Ana Rivas", "language": "es"}
    one = in_progress(**POTHOLE | {"contact": contact, "description": "SECRET words of hers"})
    other = resolved(**POTHOLE | {"contact": contact})
    assert post_answers(other["reference"], {"satisfaction": 4})["statusCode"] == 200
    shown = signed_in(agency="contact-centre", role="reception").submit(HOME, ASKED, seen=HOME)["body"]
    assert {one["reference"], other["reference"]} <= set(re.findall(r'<span class="code">([^<]+)</span>', shown))
    assert "español" in shown.lower()
    assert "Ana Rivas" in shown
    assert "All the work is done." in shown
    assert "4/5" in shown
    assert "SECRET" not in shown


def test_872_cases_cost_as_many_calls_as_three_and_the_newest_are_shown(aws: Aws, calls: Calls) -> None:
    desk = signed_in(agency="contact-centre", role="reception")
    mark = ("form", hidden_in(desk.get(HOME)["body"])["form"])
    counted = []
    for first, count in ((1, 3), (4, 869)):
        cases_of_ana(first, count)
        calls.forget()
        shown = desk.post(HOME, [mark, *ASKED])["body"]
        counted.append([name for name in calls.names if name in ("Query", "BatchGetItem")])
    assert counted[0] == counted[1] == ["Query", "BatchGetItem", "BatchGetItem"]
    assert "The newest 20 of 872 cases are shown." in shown
    assert a_reference(872) in shown
    assert a_reference(1) not in shown
