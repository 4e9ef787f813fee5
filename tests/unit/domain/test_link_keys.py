"""Links of the old key and of the new one open; those of a retired key do not, and no number can be put on another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.people.link_keys import (
    REPLY_MAC,
    BadKeys,
    LinkKeys,
    bring_in,
    number_of,
    read_link_keys,
    retire,
    write_link_keys,
)
from tests.builders import REFERENCE

FIRST = LinkKeys({1: bytes(range(32))})
SECOND = bring_in(FIRST, b"\x02" * 32)
THIRD = retire(bring_in(SECOND, b"\x03" * 32), 2)
keys_of_a_ring = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=5, unique=True)
rings = keys_of_a_ring.flatmap(
    lambda keys: st.lists(st.integers(1, 9999), min_size=len(keys), max_size=len(keys), unique=True).map(
        lambda numbers: LinkKeys(dict(zip(numbers, keys, strict=True)))
    )
)


def test_a_link_that_was_sent_before_there_were_numbers_opens_still() -> None:
    sent, mac = "nTd0XOMYJjTaTHjwYJu_j1Ru", "hrxer2hv3ehg7qns"  # worked out by the version before
    assert (FIRST.secret_of("track", "7KQ2-M4TX-9BWD-D"), FIRST.reply_mac("7KQ2-M4TX-9BWD-D")) == (sent, mac)
    for keys in (FIRST, SECOND, THIRD):
        assert keys.opens("track", "7KQ2-M4TX-9BWD-D", sent)
        assert keys.proves("7KQ2-M4TX-9BWD-D", mac)


def test_new_links_are_made_with_the_newest_key_and_carry_its_number() -> None:
    assert SECOND.secret_of("track", REFERENCE).startswith("2.")
    assert SECOND.reply_mac(REFERENCE).startswith("2.")
    assert THIRD.secret_of("track", REFERENCE).startswith("3.")
    assert SECOND.opens("track", REFERENCE, SECOND.secret_of("track", REFERENCE))


def test_links_of_a_retired_key_open_nothing() -> None:
    secret, mac = SECOND.secret_of("track", REFERENCE), SECOND.reply_mac(REFERENCE)
    assert not THIRD.opens("track", REFERENCE, secret)
    assert not THIRD.proves(REFERENCE, mac)
    assert [number for number in range(6) if THIRD.retired(number)] == [2]


def test_a_code_is_read_however_it_is_typed_and_opens_by_any_key_that_is_known() -> None:
    code = FIRST.code_of("apply", REFERENCE)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}", code)
    for keys in (FIRST, SECOND, THIRD):
        for typed in (code, code.lower(), code.replace("-", " "), f" {code} ".replace("0", "o").replace("1", "l")):
            assert keys.opens_by_code("apply", REFERENCE, typed)
    assert SECOND.opens_by_code("apply", REFERENCE, SECOND.code_of("apply", REFERENCE))
    assert not THIRD.opens_by_code("apply", REFERENCE, SECOND.code_of("apply", REFERENCE))  # its key is retired


@given(rings, st.text(max_size=20))
def test_no_other_code_opens(keys: LinkKeys, text: str) -> None:
    code = keys.code_of("apply", REFERENCE)
    assert not keys.opens_by_code("sign", REFERENCE, code)
    assert not keys.opens_by_code("apply", "0000-0000-0000-0", code)
    assert not keys.opens_by_code("apply", REFERENCE, text)
    assert not keys.opens_by_code("apply", REFERENCE, code[:-1])


@given(rings, st.data())
def test_a_secret_opens_with_its_own_number_its_own_purpose_and_its_own_case_only(
    keys: LinkKeys, data: st.DataObject
) -> None:
    number = data.draw(st.sampled_from(sorted(keys.by_number)))
    secret, mac = keys.secret_of("track", REFERENCE, number), keys.reply_mac(REFERENCE, number)
    assert (number_of(secret), number_of(mac, REPLY_MAC)) == (number, number)
    assert keys.opens("track", REFERENCE, secret)
    assert keys.proves(REFERENCE, mac)
    assert not keys.opens("survey", REFERENCE, secret)
    assert not keys.opens("track", REFERENCE[::-1], secret)
    bare, bare_mac = secret.rpartition(".")[2], mac.rpartition(".")[2]
    other = data.draw(st.integers(0, 10_001).filter(lambda other: other != number))
    for said in (f"{other}.", f"0{number}.", f"+{number}.", "1.", ".", *([""] if number != 1 else [])):
        assert not keys.opens("track", REFERENCE, said + bare)
        assert not keys.proves(REFERENCE, said + bare_mac)


@given(rings, st.text())
def test_no_text_opens_or_breaks_anything(keys: LinkKeys, text: str) -> None:
    assert not keys.opens("track", REFERENCE, text)
    assert not keys.proves(REFERENCE, text)


@given(rings, st.binary(min_size=32, max_size=32))
def test_keys_are_kept_whole_and_no_number_is_given_twice(keys: LinkKeys, new: bytes) -> None:
    assert read_link_keys(write_link_keys(keys)) == keys
    later = bring_in(keys, new)
    assert later.newest == keys.newest + 1
    assert later.by_number.items() >= keys.by_number.items()
    for number in keys.by_number:
        assert later.by_number.keys() - retire(later, number).by_number.keys() == {number}


def test_the_key_that_makes_new_links_is_not_retired_nor_one_that_is_not_there() -> None:
    with pytest.raises(NotPossible, match="bring a new key in"):
        retire(SECOND, 2)
    with pytest.raises(NotFound, match="retired already"):
        retire(THIRD, 2)
    with pytest.raises(NotFound, match="never there"):
        retire(THIRD, 4)


@pytest.mark.parametrize(
    "kept",
    ["", "hush", "[]", "{}", '{"1": 7}', '{"1": "hush"}', '{"0": "%s"}' % ("0" * 64), '{"1": "%s"}' % ("HUSH" * 16)],
)
def test_what_is_wrong_with_kept_keys_is_said_without_showing_them(kept: str) -> None:
    with pytest.raises(BadKeys) as raised:
        read_link_keys(kept)
    assert "hush" not in str(raised.value).lower()
