"""Bytes become text whatever they are called, and without replacement characters wherever that is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.email.charsets import codec_of, decode

SAID = {
    "gb18030": "您好，我家门口的路灯坏了三天了，请尽快派人维修。",
    "big5hkscs": "您好，我家門口的路燈壞了三天了，請盡快派人維修。",
    "cp932": "家の前の街灯が三日前から消えています。修理をお願いします。",
    "euc_jp": "家の前の街灯が三日前から消えています。",
    "iso2022_jp": "街灯が消えています。",
    "cp949": "집 앞 가로등이 사흘째 꺼져 있습니다. 수리 부탁드립니다.",
    "cp1251": "Здравствуйте, фонарь у дома не горит три дня.",
    "koi8-r": "Здравствуйте, фонарь у дома не горит три дня.",
    "cp1252": "La lumière devant l’école ne marche plus, à côté du café. Größe, señor",
    "cp1253": "Καλημέρα, το φως του δρόμου δεν ανάβει",
    "cp1255": "שלום, פנס הרחוב לא דולק",
    "cp1256": "مرحبا، عمود الإنارة لا يعمل",
    "utf-8": "您好 é",
    "utf-16": "您好 é",
}


@pytest.mark.parametrize("codec", SAID)
@pytest.mark.parametrize("declared", ["right", None, "x-unknown", "us-ascii"])
def test_a_text_is_read_whether_its_charset_is_named_or_not(codec: str, declared: str | None) -> None:
    assert decode(SAID[codec].encode(codec), codec if declared == "right" else declared).lstrip("\ufeff") == SAID[codec]


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("gb2312", "gb18030", "朱镕基 㐀"),  # beyond the standard that is named
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("Shift_JIS", "cp932", "①髙﨑"),
        ("big5", "big5hkscs", "喆"),
        ("iso-8859-1", "cp1252", "“it’s – 5 €”"),
        ("latin1", "cp1252", "“it’s”"),
        ("iso-8859-9", "cp1254", "“İ”"),
        ('"UTF-8"', "utf-8", "é"),
        ("utf8mb4", "utf-8", "💡"),
    ],
)
def test_what_is_named_small_and_written_large_is_read_as_it_was_written(
    declared: str, written: str, text: str
) -> None:
    assert decode(text.encode(written), declared) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "koi8-r", "us-ascii"])
def test_utf_8_under_another_name_is_seen_through(declared: str) -> None:
    assert decode("schöne Grüße, 您好".encode(), declared) == "schöne Grüße, 您好"


@pytest.mark.parametrize(
    "name", ["base64", "zip", "rot13", "idna", "undefined", "unicode_escape", "", "\x00", "x" * 99]
)
def test_what_is_no_charset_is_not_taken_for_one(name: str) -> None:
    assert codec_of(name) is None
    assert decode(b"plain", name) == "plain"


def test_a_character_that_was_cut_in_two_does_not_spoil_the_rest() -> None:
    assert decode("路灯坏了路灯坏了路灯坏了".encode()[:-1], "utf-8").startswith("路灯坏了路灯坏了路灯坏")


@given(st.binary(max_size=300), st.none() | st.text(max_size=20) | st.sampled_from(sorted(SAID)))
def test_there_is_always_a_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str)
