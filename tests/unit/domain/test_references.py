"""A reference is read over bad telephone lines: what was misheard is refused, not taken for another case."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onestop.domain.cases.reference_finder import find_reference
from onestop.domain.cases.references import (
    ALPHABET,
    HYPHENS,
    LENGTH,
    LETTERS,
    UNSEEN,
    check_character,
    make_reference,
    read_reference,
)
from tests.builders import REFERENCE, a_reference

PLAIN = REFERENCE.replace("-", "")
references = st.integers(min_value=0, max_value=2**40).map(a_reference)


def from_numbers(*numbers: int) -> str:
    left = iter(numbers)
    return make_reference(lambda bits: next(left))


def test_a_reference_is_thirteen_characters_in_four_groups() -> None:
    assert [len(group) for group in a_reference(1).split("-")] == [4, 4, 4, 1]


@given(references)
def test_a_reference_is_read_as_it_was_made(reference: str) -> None:
    assert read_reference(reference) == reference


@given(references)
def test_a_reference_uses_no_letter_that_looks_like_another(reference: str) -> None:
    assert not set(reference) & set("ILOU")


def test_a_body_whose_check_character_could_be_misread_is_passed_over() -> None:
    bodies = range(2000)
    checks = {number: check_character("".join(LETTERS[(number >> 5 * place) & 31] for place in range(LENGTH)))
              for number in bodies}  # fmt: skip
    misread = next(number for number, check in checks.items() if check not in LETTERS)
    good = next(number for number, check in checks.items() if check in LETTERS)
    assert from_numbers(misread, good) == from_numbers(good)


@pytest.mark.parametrize("place", range(13))
def test_any_one_wrong_character_is_noticed(place: int) -> None:
    wrong = {letter for letter in LETTERS if letter != PLAIN[place]}
    misheard = [PLAIN[:place] + letter + PLAIN[place + 1 :] for letter in wrong]
    assert len(misheard) == 31
    assert [text for text in misheard if read_reference(text)] == []


@given(references, st.integers(0, 12), st.sampled_from(LETTERS))
def test_any_one_wrong_character_is_noticed_in_any_reference(reference: str, place: int, letter: str) -> None:
    plain = reference.replace("-", "")
    if plain[place] != letter:
        assert read_reference(plain[:place] + letter + plain[place + 1 :]) is None


@pytest.mark.parametrize("place", range(12))
def test_two_neighbours_in_the_wrong_order_are_noticed(place: int) -> None:
    swapped = PLAIN[:place] + PLAIN[place + 1] + PLAIN[place] + PLAIN[place + 2 :]
    assert swapped == PLAIN or read_reference(swapped) is None


def test_swapped_neighbours_pass_unnoticed_in_less_than_two_of_a_thousand_cases() -> None:
    """ISO 7064 mod 37,36 promises every substitution, and all but a few transpositions: here are the few, counted."""

    def fed(carry: int, letter: str) -> int:
        return ((carry + ALPHABET.index(letter)) % 36 or 36) * 2 % 37

    pairs = [
        (carry, first, second) for carry in range(1, 37) for first in LETTERS for second in LETTERS if first < second
    ]
    missed = [
        (carry, first, second)
        for carry, first, second in pairs
        if fed(fed(carry, first), second) == fed(fed(carry, second), first)
    ]
    assert (len(missed), len(pairs)) == (28, 17856)


@pytest.mark.parametrize(
    "spoken",
    [
        "7kq2-m4tx-9bwd-d",
        "7KQ2M4TX9BWDD",
        " 7KQ2 M4TX 9BWD D ",
        "7kq2 m4tx-9bwdd",
    ],
)
def test_a_reference_is_read_however_it_is_written(spoken: str) -> None:
    assert read_reference(spoken) == REFERENCE


@pytest.mark.parametrize("hyphen", HYPHENS)
@given(reference=references)
def test_a_hyphen_of_any_program_is_a_hyphen_to_whoever_pastes_a_reference_or_writes_of_it(
    hyphen: str, reference: str
) -> None:
    pasted = reference.replace("-", hyphen)
    assert read_reference(pasted) == reference
    assert find_reference(f"the lamp of {pasted} is still dark") == (reference, False)
    assert find_reference(f"编号是{pasted}，还没修") == (reference, False)


@given(references, st.sampled_from(UNSEEN), st.integers(0, 16))
def test_what_nobody_sees_hides_no_reference(reference: str, unseen: str, place: int) -> None:
    pasted = reference[:place] + unseen + reference[place:]
    assert read_reference(pasted) == reference
    assert find_reference(f"about {pasted}, please") == (reference, False)


@given(references.filter(lambda reference: any(letter.isdigit() for letter in reference)))
def test_a_reference_is_found_in_full_width_and_over_the_lines_of_a_quote(reference: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in reference)
    quoted = reference[:10] + "\n> " + reference[10:]
    assert [find_reference(f"关于{text} 还没好") for text in (wide, quoted)] == [(reference, False)] * 2


def test_letters_that_look_like_digits_are_read_as_the_digit() -> None:
    digits = next(text for text in map(a_reference, range(500)) if {"0", "1"} <= set(text))
    assert read_reference(digits.replace("0", "O").replace("1", "I")) == digits
    assert read_reference(digits.replace("0", "o").replace("1", "l")) == digits


@given(st.text(max_size=40))
@example("")
@example("7KQ2-M4TX-9BWD-")
@example("7KQ2-M4TX-9BWD-DD")
@example("ß" * 13)
@example("７ＫＱ２Ｍ４ＴＸ９ＢＷＤＤ")
@example("7KQ2-M4TX-9BWU-D")
def test_any_other_text_is_refused_and_never_an_error(text: str) -> None:
    read = read_reference(text)
    assert read is None or len(read) == 16


def test_full_width_letters_are_not_taken_for_ours() -> None:
    assert read_reference("７ＫＱ２Ｍ４ＴＸ９ＢＷＤＤ") is None
