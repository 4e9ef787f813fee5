"""A postal address as it stands on an envelope, and when it shows in the window of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.letters.envelopes import ENVELOPES, AddressDoesNotFit, place_address
from onestop.domain.letters.postal_address import post_from, post_identity, read_post

MM_PER_LETTER = 0.2  # of a size in points: a font as wide as they come


def measure(text: str, size: float) -> float:
    return len(text) * size * MM_PER_LETTER


@given(st.sampled_from(sorted(ENVELOPES)), st.lists(st.text(min_size=1, max_size=60), max_size=9))
def test_an_address_stands_in_the_window_whole_or_it_is_said_what_is_wrong(sheet: str, lines: list[str]) -> None:
    envelope = ENVELOPES[sheet]
    if not lines or len(lines) > envelope.lines or any(measure(line, 9) > envelope.wide for line in lines):
        with pytest.raises(AddressDoesNotFit, match=r"empty|lines with the name|wider than"):
            place_address(lines, envelope, measure)
        return
    placed = place_address(lines, envelope, measure)
    assert [line for line, _ in placed.lines] == lines
    for line, foot in placed.lines:
        assert measure(line, placed.size) <= envelope.wide
        assert envelope.top <= foot - placed.size * 0.3528
        assert foot + placed.size * 0.08 <= envelope.top + envelope.high


@pytest.mark.parametrize("sheet", sorted(ENVELOPES))
def test_nothing_else_of_the_first_sheet_comes_near_the_window(sheet: str) -> None:
    envelope = ENVELOPES[sheet]
    assert envelope.sender is None or envelope.sender < envelope.top
    assert envelope.begins >= envelope.top + envelope.high + 9
    assert envelope.left + envelope.wide <= envelope.width - 20


@pytest.mark.parametrize(
    ("paper", "town"), [("letter", "Port Ellery 04210"), ("a4", "04210 Port Ellery")], ids=["letter", "a4"]
)
def test_the_answers_of_a_form_become_an_address_as_it_is_written_there(paper: str, town: str) -> None:
    asked = {"street": "12  Elm Street ", "postcode": "04210", "city": "Port Ellery"}
    assert post_from(asked, paper) == ("12 Elm Street", town)
    assert post_from(asked | {"city": " "}, paper) == ()
    assert post_from({"city": "Port Ellery"}, paper) == ()


def test_an_address_is_one_however_it_is_typed() -> None:
    one, other = read_post([" 12 Elm   Street", "", "PORT ELLERY"]), read_post(["12 elm street", "Port Ellery "])
    assert post_identity(one, b"key") == post_identity(other, b"key") != post_identity(one, b"other")
