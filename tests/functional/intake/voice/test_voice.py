"""Telephone calls: the steps that a contact flow asks for, with AWS in memory."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.voice import handler as calls
from intake.voice.answers import ANSWERS
from intake.voice.keypad import keys_of
from intake.voice.phone_call import read_call
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws, Calls
from tests.functional.dialogue import ask
from tests.functional.stories import case_file, in_progress, route

NUMBER = "+15550142777"
LANGUAGES = ("en", "es", "zh-Hans")
_contacts = count(1)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=10,
)


def an_event(step: str, caller: Any = NUMBER, contact: str | None = None, **parameters: str) -> dict[str, Any]:
    """What Amazon Connect sends: ContactData and Parameters, as its admin guide shows them."""
    return {
        "Details": {
            "ContactData": {
                "Attributes": {},
                "Channel": "VOICE",
                "ContactId": contact or f"contact-{next(_contacts)}",
                "CustomerEndpoint": {"Address": caller, "Type": "TELEPHONE_NUMBER"},
                "InitiationMethod": "INBOUND",
                "Queue": None,
                "SystemEndpoint": {"Address": "+15550100", "Type": "TELEPHONE_NUMBER"},
            },
            "Parameters": {"step": step, **parameters},
        },
        "Name": "ContactFlowEvent",
    }


def call(step: str, *, caller: Any = NUMBER, contact: str | None = None, **parameters: str) -> dict[str, str]:
    """The flow asks for a step; the answer is a flat map of strings with all that the step promises."""
    answer = calls.handle(an_event(step, caller, contact, **parameters), None)
    assert set(answer) == set(ANSWERS[step])
    assert all(isinstance(value, str) for value in answer.values())
    assert len(json.dumps(answer).encode()) < 32 * 1024  # what Connect takes
    return answer


def a_case(**need: Any) -> str:
    body = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "contact": {"phone": NUMBER}, **need}
    return str(in_progress(**body)["reference"])


def test_a_new_caller_hears_the_menu_in_their_language(aws: Aws) -> None:
    for language in LANGUAGES:
        answer = call("lookup", language=language)
        assert (answer["outcome"], answer["language"], answer["open_cases"]) == ("new", language, "0")
        assert all(answer[name] for name in ("main_menu", "service_menu", "ask_case", "ask_time", "transfer"))
        assert current().say(current().jurisdiction["name"], language) in answer["main_menu"]


def test_a_known_caller_hears_how_their_newest_case_stands(aws: Aws, calls: Calls) -> None:
    reference = a_case(language="es")
    calls.forget()
    answer = call("lookup")
    assert calls.names == ["Query", "Query", "BatchGetItem"]  # the second for its older form
    assert (answer["outcome"], answer["language"], answer["open_cases"]) == ("known", "es", "1")
    assert (answer["newest_reference"], answer["newest_status"]) == (reference, "En curso")
    assert "En curso" in answer["main_menu"]
    ask(reference, "¿De qué lado?")
    assert call("lookup")["newest_status"] == "Esperamos su respuesta"


@pytest.mark.parametrize("number", ["anonymous", "+266696687", "", None, 5, "Restricted"])
def test_who_withholds_their_number_is_for_a_person(aws: Aws, number: Any) -> None:
    a_case()
    answer = call("lookup", caller=number)
    assert (answer["outcome"], answer["open_cases"]) == ("withheld", "0")


def test_a_service_chosen_by_keypad_opens_a_case_in_one_call(aws: Aws, calls: Calls) -> None:
    menu = call("lookup")["service_menu"]
    first = next(iter(current().services.values()))
    assert current().say(first["name"], "en") in menu
    calls.forget()
    answer = call("open", choice="1", language="en", contact="c-1")
    assert calls.names == ["TransactWriteItems"]
    file = case_file(answer["reference"])
    assert (answer["outcome"], file.case.service, file.case.channel) == ("opened", first["code"], "phone")
    assert load_person(file.case.person or "").phone == NUMBER
    assert " ".join(answer["reference"][:4]) in answer["say"]  # read out character by character
    again = call("open", choice="1", language="en", contact="c-1")
    assert again["reference"] == answer["reference"]
    assert call("open", choice="2", language="en", contact="c-1")["reference"] != answer["reference"]


def test_what_was_said_is_the_description(aws: Aws) -> None:
    answer = call("open", choice="9", transcript="There is a deep pothole at 3 Elm Lane", language="en")
    assert case_file(answer["reference"]).request.description == "There is a deep pothole at 3 Elm Lane"


@pytest.mark.parametrize("choice", ["9", "0", "Timeout", "", "99", "#"])
def test_who_chooses_nothing_and_says_nothing_goes_to_a_person(aws: Aws, choice: str) -> None:
    assert call("open", choice=choice)["outcome"] == "not_chosen"


def test_status_is_told_by_the_number_that_was_read_out_and_by_the_reference_keyed_in(aws: Aws) -> None:
    first, second = a_case(), a_case(service_code="street-light")
    read = call("lookup")["ask_case"]
    assert "press 1" in read
    assert "press 2" in read
    by_number = {call("status", pressed=key, language="en")["reference"] for key in ("1", "2")}
    assert by_number == {first, second}
    answer = call("status", pressed=keys_of(first), language="zh-Hans")
    assert (answer["outcome"], answer["reference"]) == ("told", first)
    assert "办理中" in answer["say"]
    assert call("status", pressed=f"{keys_of(second)[:6]}#")["reference"] == second


def test_nobody_hears_of_a_case_that_did_not_come_from_their_number(aws: Aws) -> None:
    reference = a_case()
    for number in ("+15550142999", "anonymous"):
        answer = call("status", caller=number, pressed=keys_of(reference))
        assert (answer["outcome"], answer["reference"]) == ("not_found", "")
    assert call("status", pressed="8")["outcome"] == "not_found"
    assert call("status", pressed="Timeout")["outcome"] == "not_found"


def test_a_call_back_is_a_case_of_the_triage_desk_with_number_and_time(aws: Aws) -> None:
    answer = call("callback", time="2", number="5550142000#", language="es")
    file = case_file(answer["reference"])
    assert answer["outcome"] == "opened"
    assert "5550142000" in file.request.description
    assert "in the afternoon" in file.request.description  # for staff, in the language of the house
    assert file.case.language == "es"
    route(answer["reference"])
    assert case_file(answer["reference"]).case.status == "triage"
    assert case_file(answer["reference"]).case.agency == "contact-centre"


def test_who_presses_only_pound_is_called_at_the_number_they_call_from(aws: Aws) -> None:
    description = case_file(call("callback", time="Timeout", number="#")["reference"]).request.description
    assert NUMBER in description
    assert "at any time" in description
    assert call("callback", caller="anonymous", number="12")["outcome"] == "no_number"


@pytest.mark.parametrize("keyed", ["555014", "12#"])
def test_who_keys_in_half_a_number_is_not_called_at_another_one_instead(aws: Aws, keyed: str) -> None:
    assert call("callback", time="1", number=keyed) == {"outcome": "no_number", "say": "", "reference": ""}


def test_whatever_fails_the_flow_gets_an_answer(aws: Aws, logged: Any) -> None:
    with aws.failing("dynamodb", "Query", "ThrottlingException"):
        answer = call("lookup")
    assert answer["outcome"] == "failed"
    assert calls.handle(an_event("dance"), None) == {"outcome": "unknown_step"}
    assert NUMBER[1:] not in logged.getvalue()


@given(JSON)
def test_no_event_is_too_strange(event: Any) -> None:
    assert read_call(event).step == "" or isinstance(event, dict)
    assert read_call({"Details": {"ContactData": event, "Parameters": event}}).id


def test_no_two_letters_share_a_place_on_the_keypad_with_a_digit_that_they_are_not_on() -> None:
    assert keys_of("7KQ2-M4TX-9BWD-D") == "7572648992933"
