"""Text messages are counted as carriers count them, and only signs that mean the same are made cheaper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.letters.sms_parts import PLAIN, Parts, cheaper, parts_of

SIGNS = st.text(alphabet=st.sampled_from("aé€[’“…中\U0001f600 \n"), max_size=400)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", Parts("GSM-7", 1)),
        ("a" * 160, Parts("GSM-7", 1)),
        ("a" * 161, Parts("GSM-7", 2)),
        ("a" * 306, Parts("GSM-7", 2)),
        ("a" * 307, Parts("GSM-7", 3)),
        ("€" * 80, Parts("GSM-7", 1)),
        ("€" * 81, Parts("GSM-7", 2)),
        ("a" * 152 + "€" + "a" * 153, Parts("GSM-7", 3)),  # the euro goes whole into the second part
        ("ñ" * 160, Parts("GSM-7", 1)),
        ("ó" * 70, Parts("UCS-2", 1)),
        ("ó" * 71, Parts("UCS-2", 2)),
        ("中" * 134, Parts("UCS-2", 2)),
        ("中" * 135, Parts("UCS-2", 3)),
        ("\U0001f600" * 35, Parts("UCS-2", 1)),
        ("a" * 66 + "\U0001f600" + "a" * 66, Parts("UCS-2", 3)),
    ],
)
def test_parts_are_counted_as_carriers_do(text: str, parts: Parts) -> None:
    assert parts_of(text) == parts


def test_a_typographic_quote_that_costs_a_part_is_written_plainly_and_one_that_costs_none_is_left() -> None:
    assert cheaper("It’s done. " + "a" * 100) == "It's done. " + "a" * 100
    assert cheaper("It’s done.") == "It’s done."
    assert cheaper("¿Está bien? “Sí” " + "a" * 100).startswith("¿Está bien? “Sí” ")  # á and í make it UCS-2 anyway


@given(SIGNS)
def test_what_is_made_cheaper_is_cheaper_and_says_the_same(text: str) -> None:
    made = cheaper(text)
    assert parts_of(made).parts <= parts_of(text).parts
    assert made == text or made == "".join(PLAIN.get(sign, sign) for sign in text)
    assert made == text or parts_of(made).parts < parts_of(text).parts
