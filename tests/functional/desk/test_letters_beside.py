"""The letters of a case and who brought it are read at once, and are what two calls would find."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import Person
from onestop.storage.cases.letters_and_people import letters_and_person
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification, notifications_of
from onestop.storage.people.contact_details import load_person, person_rows
from onestop.storage.people.merges import merge_people
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.desk.desking import signed_in
from tests.functional.stories import CONTACT, PLACE, in_progress

HOLE = {"service_code": "pothole", "contact": CONTACT, "place": PLACE}


@pytest.fixture(autouse=True)
def crew_knows_who_called(aws: Aws, release: dict[str, Any]) -> None:
    """A catalogue in which who fills a hole needs to know whom to call."""
    release = copy.deepcopy(release)
    hole = next(each for each in release["services"] if each["code"] == "pothole")
    for task in hole["plan"][0]["tasks"]:
        task["sees"] = ["description", "place", "contact.name", "contact.phone"]
    aws.publish(release)


def a_letter(reference: str, event: str, **fields: str) -> Notification:
    said = {"type": "case.opened", "letter": "acknowledgement", "channel": "email", "language": "en", **fields}
    letter = Notification(reference=reference, event=event, status=LetterState.SENT, created_at=NOW, **said)
    note_outcome(letter)
    return letter


def test_a_case_whose_task_needs_the_person_is_two_reads_besides_the_session(aws: Aws, calls: Calls) -> None:
    reference = str(in_progress(**HOLE)["reference"])
    a_letter(reference, f"{reference}.1")
    browser = signed_in()
    browser.get(f"/desk/cases/{reference}")
    calls.forget()
    page = browser.get(f"/desk/cases/{reference}")
    assert calls.names == ["GetItem", "Query", "PutItem", "BatchGetItem"]  # the session, the case, the look, the rest
    assert "Ana Rivas" in page["body"]
    assert "acknowledgement" in page["body"].lower()


def test_what_is_read_at_once_is_what_two_queries_find(aws: Aws) -> None:
    reference = str(in_progress(**HOLE)["reference"])
    whole = load_whole(reference)
    for event in whole.events:
        a_letter(reference, event.id)
    letters, person = letters_and_person(reference, whole.events, whole.file.case.person or "")
    assert len(letters) == len(whole.events)
    assert (letters, person) == (notifications_of(reference), load_person(whole.file.case.person or ""))


def test_a_person_who_turned_out_to_be_another_is_the_one_that_stays(aws: Aws) -> None:
    reference = str(in_progress(**HOLE)["reference"])
    whole = load_whole(reference)
    for row in person_rows(Person(id="stays", name="Ana R.", email="ana.r@resident.example"), reference):
        row.save()
    merge_people(whole.file.case.person or "", "stays", b"key")
    assert letters_and_person(reference, whole.events, whole.file.case.person or "")[1].id == "stays"


@pytest.mark.parametrize("many", [99, 100, 101])
def test_a_case_with_more_events_than_are_read_at_once_loses_no_letter(aws: Aws, calls: Calls, many: int) -> None:
    reference = str(in_progress(**HOLE)["reference"])
    whole = load_whole(reference)
    events = [replace(whole.events[0], sequence=number) for number in range(1, many + 1)]
    last = a_letter(reference, events[-1].id)
    calls.forget()
    letters, _ = letters_and_person(reference, events, whole.file.case.person or "")
    assert last in letters
    assert len(calls.names) == (1 if many < 100 else 2)
