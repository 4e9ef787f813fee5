"""Account numbers and the numbers that governments give out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, numdb
from stdnum.iso7064 import mod_97_10

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.forms.accounts import COUNTRIES, PART, is_iban
from onestop.domain.forms.schemas import modern_schema
from onestop.runtime.pages.form_script import script
from onestop_cli.forms.lint_form import lint_form
from tests.unit.forms.building import event_form

LETTERS = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "c": "ABCXYZ0123456789"}


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """Account numbers of any country, with the check digits that are right."""
    country = draw(st.sampled_from(COUNTRIES.split()))
    letters = [LETTERS[kind] for count, kind in PART.findall(country[2:]) for _ in range(int(count))]
    rest = "".join(draw(st.sampled_from(each)) for each in letters)
    return f"{country[:2]}{mod_97_10.calc_check_digits(rest + country[:2])}{rest}"


@given(accounts(), st.integers(0, 40), st.sampled_from("0A9Z "))
def test_an_account_number_is_right_where_the_library_says_so(account: str, at: int, other: str) -> None:
    assert is_iban(account)
    changed = account[:at] + other + account[at + 1 :]
    assert is_iban(changed) == iban.is_valid(changed, check_country=False)


def test_every_country_of_the_registry_has_its_length_on_both_sides() -> None:
    def shape(country: str) -> str:
        structure = numdb.get("iban").info(country)[0][1]["bban"]
        return "".join(kind * int(count) for count, kind in re.findall(r"(\d+)!([nac])", structure))

    for country in COUNTRIES.split():
        assert "".join(kind * int(count) for count, kind in PART.findall(country[2:])) == shape(country[:2])
    assert f'"{COUNTRIES}"' in script()


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("us.ssn", "536-90-4399", "000-12-3456"),
        ("us.ein", "91-1144442", "07-1144442"),
        ("es.nif", "54362315K", "54362315Z"),
        ("es.nie", "x-2482300w", "x-2482300a"),
        ("cn.ric", "360426199101010071", "360426199101010072"),
        ("gb.utr", "1955839661", "2955839661"),
        ("is.kennitala", "450401-3150", "320174-3399"),
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LXJWSQ9D15"),
    ],
)
def test_a_number_of_a_government_is_checked_to_its_last_digit(kind: str, right: str, wrong: str) -> None:
    checker = Checker(modern_schema({"type": "string", "format": kind}))
    assert checker.fits(right)
    assert [each.kind for each in checker.mistakes(wrong)] == ["format"]
    assert not checker.fits(right.replace("1", "١").replace("2", "٢").replace("6", "٦"))


def test_a_number_that_nobody_can_check_is_said_to_who_makes_the_form() -> None:
    given = dict(event_form().given)
    given["schema"] = {**given["schema"], "$defs": {"tax": {"type": "string", "format": "us.sssn"}}}
    [(place, wrong, right)] = list(lint_form(given))
    assert (place, wrong) == ("schema", "no number is called 'us.sssn'")
    assert "us.ssn" in right
