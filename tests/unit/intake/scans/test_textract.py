"""What is read in Textract's answers: text as a person reads it, how sure it is, and who wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.scans.fields import fields_in
from intake.scans.textract import read_pages
from tests.builders import REFERENCE
from tests.functional.intake.scans.scanning import an_answer, column

HEAD = ["Letter to the city about the state of our street and the park behind the houses of it"]
LEFT = ["The lamp before our house", "has been dark for a week.", "We fall over the stones", "when we come home late."]
RIGHT = ["In the park a tree leans", "over the playground, and", "the children play there", "every day after school."]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)
BLOCK = st.fixed_dictionaries(
    {},
    optional={
        "BlockType": st.sampled_from(["PAGE", "LINE", "WORD", "KEY_VALUE_SET"]) | JSON,
        "Id": st.sampled_from("abc") | JSON,
        "Text": st.text(max_size=30) | JSON,
        "Confidence": st.floats() | JSON,
        "Page": st.integers(-2, 5) | JSON,
        "EntityTypes": st.just(["KEY"]) | JSON,
        "Geometry": JSON
        | st.fixed_dictionaries(
            {"BoundingBox": st.fixed_dictionaries({side: st.floats() for side in ("Left", "Top", "Width", "Height")})}
        ),
        "Relationships": JSON
        | st.lists(
            st.fixed_dictionaries(
                {"Type": st.sampled_from(["CHILD", "VALUE"]), "Ids": st.lists(st.sampled_from("abc"), max_size=3)}
            ),
            max_size=2,
        ),
    },
)


def text_of(*pages: Any, **more: Any) -> str:
    return read_pages(an_answer(*pages, **more)).text


def test_lines_are_read_from_top_to_bottom_whatever_their_order_in_the_answer() -> None:
    lines = column(["one", "two", "three", "four"])
    assert text_of(list(reversed(lines))) == "one\ntwo\nthree\nfour"


def test_two_columns_are_read_one_after_the_other_and_what_crosses_them_in_its_place() -> None:
    page = [
        *column(HEAD, top=0.1),
        *column(LEFT, left=0.1, top=0.2),
        *column(RIGHT, left=0.55, top=0.205),
        *column(HEAD, top=0.5),
        *column(RIGHT, left=0.1, top=0.6),
        *column(LEFT, left=0.55, top=0.595),
    ]
    read = [line for line in text_of(page).splitlines() if line]
    assert read == [*HEAD, *LEFT, *RIGHT, *HEAD, *RIGHT, *LEFT]


def test_three_columns_are_read_one_after_the_other() -> None:
    narrow = [[f"{name} column {number} says" for number in range(5)] for name in "abc"]
    page = [
        placed for left, lines in zip((0.05, 0.37, 0.69), narrow, strict=True) for placed in column(lines, left=left)
    ]
    assert text_of(page).splitlines() == [line for lines in narrow for line in lines]


def test_an_address_and_a_date_side_by_side_are_no_columns_and_stand_on_their_rows() -> None:
    page = [
        *column(["Ana Rivas", "3 Elm Lane"], left=0.1, top=0.1),
        *column(["Port Ellery,", "3 March"], left=0.7, top=0.101),
        *column(HEAD * 3, top=0.2),
    ]
    assert text_of(page).splitlines()[:4] == ["Ana Rivas", "Port Ellery,", "3 Elm Lane", "3 March"]


def test_labels_stay_with_what_stands_beside_them() -> None:
    labels, values = ["Name:", "Street:", "Town:"], ["Ana Rivas", "3 Elm Lane", "Port Ellery"]
    page = [*column(labels, left=0.1), *column(values, left=0.3)]
    assert text_of(page).splitlines() == ["Name:", "Ana Rivas", "Street:", "3 Elm Lane", "Town:", "Port Ellery"]


def test_paragraphs_are_kept_and_broken_words_made_whole() -> None:
    page = column(["The side-", "walk is broken.", "", "", "It is a dan-", "ger. It is at Elm-", "Street."])
    assert text_of(page) == "The sidewalk is broken.\n\nIt is a danger. It is at Elm-\nStreet."


def test_pages_follow_one_another_in_a_job_in_several_answers_and_as_text() -> None:
    pages = [column([f"page {number}"]) for number in range(3)]
    expected = "page 0\n\npage 1\n\npage 2"
    job = an_answer(*pages, job=True)
    singles = [an_answer(page) for page in pages]
    assert read_pages(job).text == read_pages(singles).text == read_pages(json.dumps(job)).text == expected
    parts = [job | {"Blocks": job["Blocks"][:3]}, job | {"Blocks": job["Blocks"][3:]}]
    assert read_pages(parts).text == read_pages({"answers": parts}).text == expected
    assert read_pages(singles).pages == 3


def test_confidence_counts_each_word_by_its_length() -> None:
    assert read_pages(an_answer(column(["aaaa b"]), confidence=(90, 40))).confidence == 80
    assert read_pages(an_answer(column(["aaaa"]), confidence=97.25)).confidence == pytest.approx(97.2, abs=0.1)
    assert read_pages(an_answer()).confidence == 0
    assert read_pages({"Blocks": [{"BlockType": "WORD", "Text": "x", "Confidence": "high"}]}).confidence == 0


def test_who_wrote_is_found_in_the_text() -> None:
    page = column(["Ana Rivas, ana.rivas@resident.example", "Tel. +1 (555) 014-2777", f"My case {REFERENCE.lower()}"])
    fields = read_pages(an_answer(page)).fields
    assert (fields.email, fields.phone, fields.reference) == ("ana.rivas@resident.example", "+15550142777", REFERENCE)


def test_of_several_addresses_none_is_taken_for_the_senders_unless_a_form_names_it() -> None:
    text = "My neighbour (joe@resident.example, tel 555 014 2778) makes noise. Tel: 555 014 2777, ana@resident.example"
    assert (fields_in(text).email, fields_in(text).phone) == (None, None)
    form = {
        "E-mail:": "ana@resident.example",
        "Teléfono": "555 014 2777",
        "Nombre completo": "Ana Rivas",
        "Color": "red",
    }
    fields = fields_in(text, form.items())
    assert (fields.email, fields.phone, fields.name) == ("ana@resident.example", "5550142777", "Ana Rivas")


@pytest.mark.parametrize(
    "text", ["3 Elm Lane 12345", "on 3/3/2026 at 12:30", "Fax 555 014 2777", "1234567890123", "1.250,00"]
)
def test_other_numbers_are_not_taken_for_a_telephone(text: str) -> None:
    assert fields_in(text).phone is None


@pytest.mark.parametrize(
    "ours", ["onestop@city.example", "OneStop+7kq2.mac@city.example", "tel 555 01-00", "+1 5550100"]
)
def test_what_is_ours_is_nobodys_who_writes_to_us(ours: str) -> None:
    fields = fields_in(f"{ours}\nana@resident.example, tel 902 555 0123", own=("onestop@city.example", "+1 555 0100"))
    assert (fields.email, fields.phone) == ("ana@resident.example", "9025550123")


def test_a_form_is_read_by_its_keys() -> None:
    form = {"Name": "Ana Rivas", "Email": "ana@resident.example", "Location": "3 Elm Lane"}
    fields = read_pages(an_answer(column(["Report a problem"]), form=form)).fields
    assert (fields.name, fields.email, fields.address) == ("Ana Rivas", "ana@resident.example", "3 Elm Lane")


@pytest.mark.parametrize(
    "sent", [None, b"", "", "{", [], {}, 5, {"Blocks": None}, {"Blocks": [None, 5]}, "[" * 3000, b"\xff"]
)
def test_what_is_no_answer_is_a_scan_without_text(sent: Any) -> None:
    scan = read_pages(sent)
    assert (scan.text, scan.confidence, scan.pages) == ("", 0, 0)


def test_lines_without_a_place_are_read_as_they_come_and_words_without_lines_too() -> None:
    lines = [{"BlockType": "LINE", "Text": text} for text in ("one", "two")]
    words = [{"BlockType": "WORD", "Text": text, "Confidence": 90} for text in ("one", "two")]
    assert read_pages({"Blocks": lines}).text == "one\ntwo"
    assert read_pages({"Blocks": words}).text == "one two"


def test_a_page_with_absurdly_many_lines_is_read_all_the_same() -> None:
    lines = [(f"w{number}", (number % 7) / 10, number / 9000) for number in range(5000)]
    assert len(text_of(lines).split()) == 5000


@given(st.lists(BLOCK, max_size=8) | JSON)
def test_no_answer_is_too_strange(blocks: Any) -> None:
    scan = read_pages({"Blocks": blocks})
    assert 0 <= scan.confidence <= 100
    read_pages(blocks)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 0.9), st.floats(0, 0.98)), max_size=40))
def test_no_line_is_lost_or_doubled_wherever_lines_stand(lines: list[tuple[str, float, float]]) -> None:
    assert sorted(text_of(lines).split()) == sorted(text for text, _, _ in lines)
