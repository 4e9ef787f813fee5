"""Numbers that were kept before there was one form: their cases are found by everybody who may ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from casework import handler as casework
from intake.voice import handler as voice
from onestop.domain.people.person import identity_of
from onestop.domain.staff.permissions import Role
from onestop.runtime.keys import identity_key
from onestop.storage.people.contact_details import load_person, person_rows
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_api_event, said
from tests.functional.intake.sms.texting import replies, text
from tests.functional.intake.voice.test_voice import an_event
from tests.functional.stories import case_file, in_progress

NUMBER, OLDER = "+19025550142", "(902) 555-0142"


def a_case(**contact: str) -> str:
    need = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "contact": contact}
    return str(in_progress(**need)["reference"])


@pytest.fixture
def older(aws: Aws) -> str:
    """A case whose identity is that of its number as it was written then."""
    reference = a_case(email="ana@resident.example")
    person = load_person(case_file(reference).case.person or "")
    for row in person_rows(person, reference, (identity_of(OLDER, identity_key()),)):
        row.save()
    return reference


def by_telephone(_aws: Aws) -> str:
    answer: dict[str, Any] = voice.handle(an_event("lookup", NUMBER), None)
    return f"{answer['open_cases']} {answer['newest_reference']}"


def by_text(aws: Aws) -> str:
    text("status", number=NUMBER)
    return replies(aws, NUMBER)[-1]


def by_staff(_aws: Aws) -> str:
    query = {"person": NUMBER, "purpose": "caller"}
    event = an_api_event("GET", "/api/staff/cases", query=query, claims=a_clerk(role=Role.RECEPTION))
    return str(said(casework.handle(event, None)))


@pytest.mark.parametrize("ask", [by_telephone, by_text, by_staff])
def test_a_case_of_before_is_found(aws: Aws, older: str, ask: Any) -> None:
    assert older in ask(aws)


def test_a_case_of_before_is_found_beside_those_since(aws: Aws, older: str) -> None:
    since = a_case(phone=NUMBER)
    assert by_telephone(aws).startswith("2 ")
    assert "1:" in by_text(aws)
    assert "2:" in by_text(aws)
    assert older in by_staff(aws)
    assert since in by_staff(aws)


def test_its_reference_alone_is_answered_by_text(aws: Aws, older: str) -> None:
    text(f"STATUS {older}", number=NUMBER)
    assert older in replies(aws, NUMBER)[-1]


def test_nobody_else_is_told(aws: Aws, older: str) -> None:
    text(f"STATUS {older}", number="+19025550143")
    assert older not in replies(aws, "+19025550143")[-1]
