"""One number has one form, however it is written, by the rules of the jurisdiction's country."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.contracts.addresses import plain_phone
from onestop.contracts.api import CaseBody
from onestop.contracts.phones import as_dialled_within, dialled, forms_of, normal_phone
from onestop.contracts.read_contract import read_fields
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop_cli.project import find_project
from onestop_cli.words.gather import read_words
from tests.builders import a_catalogue

HALIFAX, LONDON, MADRID = (a_catalogue(phone=phone) for phone in ("+1 555 0100", "+44 20 7946 0000", "+34 91 000 000"))


@pytest.mark.parametrize(
    ("catalogue", "written", "form"),
    [
        (HALIFAX, "902-555-0123", "+19025550123"),
        (HALIFAX, "(902) 555-0123", "+19025550123"),
        (HALIFAX, "+1 (902) 555-0123", "+19025550123"),
        (HALIFAX, "1.902.555.0123", "+19025550123"),
        (HALIFAX, "902/555/0123", "+19025550123"),
        (HALIFAX, "902\u2011555\u20110123", "+19025550123"),
        (HALIFAX, "＋１ 902 555 0123", "+19025550123"),
        (HALIFAX, "٩٠٢ ٥٥٥ ٠١٢٣", "+19025550123"),
        (HALIFAX, "tel:+19025550123", "+19025550123"),
        (HALIFAX, "Tel. 902 555 0123", "+19025550123"),
        (HALIFAX, "cell: 902-555-0123 x4", "+19025550123;ext=4"),
        (HALIFAX, "902-555-0123 (home)", "+19025550123"),
        (HALIFAX, "电话：902 555 0123", "+19025550123"),
        (HALIFAX, "1-800-FLOWERS", None),
        (HALIFAX, "9 Elm Lane 902", None),
        (HALIFAX, "whatsapp:+19025550123", "+19025550123"),
        (HALIFAX, "sms:+1-902-555-0123", "+19025550123"),
        (HALIFAX, "902 555 0123, poste 17", "+19025550123;ext=17"),
        (HALIFAX, "001 902 555 0123", "+19025550123"),
        (HALIFAX, "902 555 0123 ext. 4", "+19025550123;ext=4"),
        (HALIFAX, "902 555 0123 x4", "+19025550123;ext=4"),
        (HALIFAX, "902 555 0123, extensión 17", "+19025550123;ext=17"),
        (HALIFAX, "902 555 0123 分机 17", "+19025550123;ext=17"),
        (HALIFAX, "+44 (0)20 7946 0123", "+442079460123"),
        (HALIFAX, "011 44 20 7946 0123", "+442079460123"),
        (LONDON, "020 7946 0123", "+442079460123"),
        (LONDON, "902-555-0123", "+449025550123"),
        (MADRID, "612 34 56 78", "+34612345678"),
        (HALIFAX, "+52 1 55 1234 5678", "+525512345678"),
        (HALIFAX, "00521 (55) 1234-5678 ext. 4", "+525512345678;ext=4"),
        (HALIFAX, "+52 1 55 1234 567", "+521551234567"),
        (HALIFAX, "902 555 012", None),
        (HALIFAX, "902 555 01234", None),
        (HALIFAX, "112", None),
        (HALIFAX, "555-0142", None),
    ],
)
def test_a_number_has_one_form_by_its_country(catalogue: Catalogue, written: str, form: str | None) -> None:
    assert normal_phone(written, catalogue) == form


def test_a_number_that_a_text_of_ours_gives_as_an_example_is_one_that_every_page_of_ours_takes() -> None:
    ours = read_words(find_project().root / "layers/locales/es/LC_MESSAGES/onestop.po", "es")
    texts = [part for each in ours for part in ((each.id,) if isinstance(each.id, str) else each.id)]
    given = [number for text in texts for number in re.findall(r"\+\d[\d ]{5,}\d", text)]
    assert len(given) >= 3
    assert [number for number in given if normal_phone(number, HALIFAX) is None] == []


AREA = st.integers(201, 989).map(str).filter(lambda area: area[1:] not in ("11",) and area[1] != "9")
GAPS = st.sampled_from(["", " ", "-", ".", "\u2011", "\u00a0", "/"])


@settings(deadline=None)  # a machine may be busy
@given(AREA, st.integers(0, 99), GAPS, st.sampled_from(["", "1", "+1", "tel:+1", "＋1 "]), st.booleans())
def test_every_way_to_write_a_number_is_taken_and_is_one_person(
    area: str, last: int, gap: str, country: str, round_: bool
) -> None:
    began = f"({area})" if round_ else area
    written = f"{country}{gap if country else ''}{began}{gap}555{gap}01{last:02}"
    taken = read_fields({"description": "A hole", "contact": {"phone": written}}, CaseBody).contact
    assert taken is not None
    form = normal_phone(taken.phone or "", HALIFAX)
    assert form == f"+1{area}55501{last:02}"
    assert normal_phone(form, HALIFAX) == form
    assert identity_of(form + ";ext=9", b"k") == identity_of(form, b"k")


def test_a_text_message_goes_to_the_number_without_its_extension_and_nowhere_else() -> None:
    assert dialled("+19025550123;ext=4") == dialled("+19025550123") == "+19025550123"
    assert dialled("+1 555 0142") == "+15550142"
    assert dialled("902-555-0123") is None  # as +9025550123 it would ring in another country


def test_a_number_kept_before_there_was_one_form_is_looked_for_as_it_is_dialled_within_the_country() -> None:
    assert as_dialled_within("+19025550123;ext=4", HALIFAX) == "9025550123"
    assert as_dialled_within("+442079460123", LONDON) == "02079460123"
    assert as_dialled_within("+442079460123", HALIFAX) is None


def test_a_mexican_who_writes_by_whatsapp_is_the_same_person_as_on_the_telephone() -> None:
    by_whatsapp, typed = "+5215512345678", normal_phone("+52 55 1234 5678", HALIFAX)
    assert typed in forms_of(by_whatsapp, HALIFAX)
    assert by_whatsapp in forms_of(typed or "", HALIFAX)
    assert list(forms_of("+442079460123", HALIFAX)) == ["+442079460123"]


@pytest.mark.parametrize("words", ["call me", "12", "+", "-----", "next to 3 Elm Lane", "x4", "①②③ here"])
def test_words_are_no_number(words: str) -> None:
    assert normal_phone(plain_phone(words), HALIFAX) is None
