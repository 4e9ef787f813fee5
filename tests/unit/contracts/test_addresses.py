"""Addresses and numbers are taken as people write them; what is wrong is said in words."""

from __future__ import annotations

import pytest

from onestop.contracts.api import CaseBody, ContactBody
from onestop.contracts.read_contract import read_fields
from onestop.domain.errors import NotValid


def contact(**fields: str) -> ContactBody:
    read = read_fields({"description": "A hole", "contact": fields}, CaseBody).contact
    assert read is not None
    return read


def test_an_address_has_no_letters_that_nobody_sees() -> None:
    assert contact(email=" \u200bbo@resident\u00ad.example\ufeff").email == "bo@resident.example"
    unseen = "\u3164\u115f\u1160\u034f\ufe0f\u00ad\u2060\u180e\u17b4\uffa0\U000e0101\u2800\u200d\u061c"
    for mark in unseen:
        assert contact(email=f"b{mark}o@resident{mark}.example{mark}").email == "bo@resident.example"
        assert contact(phone=f"902{mark}5550123").phone == "9025550123"
    assert contact(email="mailto:bo＠resident.example").email == "bo@resident.example"


@pytest.mark.parametrize("written", ["(555) 014-2777", "555\u2011014\u20112777", "５５５ 014 2777", "tel:+15550142777"])
def test_a_number_is_taken_in_the_usual_ways_to_write_it(written: str) -> None:
    assert "".join(filter(str.isdigit, contact(phone=written).phone or ""))[-10:] == "5550142777"


@pytest.mark.parametrize(("field", "example"), [("email", "name@example.org"), ("phone", "+1 902 555 0123")])
def test_what_is_wrong_with_an_address_is_said_in_words(field: str, example: str) -> None:
    with pytest.raises(NotValid) as refused:
        contact(**{field: "not one"})
    (fault,) = refused.value.faults
    assert fault.field == f"contact.{field}"
    assert example in fault.expected
