"""Bytes become text whatever they are called, and without replacement characters wherever that is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.charsets.decode import codec_of, decode

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
    "cp874": "สวัสดีครับ ไฟถนนหน้าบ้านดับมาสามวันแล้ว",
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


WRONGLY = ("gb18030", "big5hkscs", "cp932", "cp949", "cp1251", "koi8-r", "cp1255", "cp1256", "cp874")


@pytest.mark.parametrize("codec", WRONGLY)
def test_programs_that_call_everything_latin_1_are_seen_through(codec: str) -> None:
    assert decode(SAID[codec].encode(codec), "iso-8859-1") == SAID[codec]


def test_one_cyrillic_under_the_name_of_the_other_is_seen_through() -> None:
    assert decode(SAID["koi8-r"].encode("koi8-r"), "windows-1251") == SAID["koi8-r"]
    assert decode(SAID["cp1251"].encode("cp1251"), "koi8-r") == SAID["cp1251"]


SHOUTED = "¡¡¡¡AYUDA!!!! ¡¡¡¡URGENTE!!!!"


@pytest.mark.parametrize("said", [SHOUTED, "ÖFFNUNG ÜBERFÄLLIG, ÄRGERLICH"])
def test_what_is_shouted_without_a_charset_is_latin(said: str) -> None:
    assert decode(said.encode("cp1252")) == said


@pytest.mark.parametrize(
    "said", [SHOUTED, SAID["cp1252"], "É", "ÜBERALL GRÖSSERE LÖCHER", "«Où ?» — 5 €", "½ × ½ ÷ ¾ ± ¼ ¾"]
)
def test_what_is_latin_1_and_says_so_is_believed(said: str) -> None:
    assert decode(said.encode("cp1252"), "iso-8859-1") == said


def test_names_with_an_x_before_them_are_known() -> None:
    assert decode("café".encode("mac-roman"), "x-mac-roman") == "café"


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
