"""A letter as a PDF: what shows in the window, what is read aloud and in which order, and which fonts are inside."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from onestop.domain.letters.envelopes import ENVELOPES
from onestop.runtime.paper.letters import SCAN, CannotPrint, Paper, print_letter

MM = 72 / 25.4
PAPER: dict[str, Any] = {
    "name": "0123456789abcdef01234567",
    "to": ["王芳 Rivas", "12 Elm Street", "Port Ellery 04210"],
    "sender": "City of Port Ellery, 1 Harbour Square, Port Ellery 04210",
    "day": "29 November 2026",
    "subject": "We have your request 7KQ2-M4TX-9BWD-D",
    "body": "Hello Ana,\n\n您的诉求我们已经受理。\n\n- one\n- two\n\nhttps://city.example/track?secret=" + "x" * 120,
    "language": "en",
    "scan": str(SCAN),
}


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def places(page: Any) -> list[tuple[str, float, float]]:
    """What stands on a page, each with where it begins, in millimetres from the left and the top."""
    found = []

    def note(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append((text.strip(), tm[4] / MM, float(page.mediabox.height) / MM - tm[5] / MM))

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("sheet", sorted(ENVELOPES))
def test_the_window_shows_the_address_and_nothing_else(sheet: str) -> None:
    envelope = ENVELOPES[sheet]
    page = read(print_letter(Paper(**PAPER), sheet).pdf).pages[0]
    assert float(page.mediabox.width) / MM == pytest.approx(envelope.width)
    inside = [
        text
        for text, left, foot in places(page)
        if left < envelope.left + envelope.wide and envelope.top < foot < envelope.top + envelope.high + 2
    ]
    assert "".join(inside).replace(" ", "") == "".join(PAPER["to"]).replace(" ", "")


def test_a_screen_reader_is_told_what_is_what_in_the_order_in_which_it_is_meant() -> None:
    printed = print_letter(Paper(**PAPER | {"body": PAPER["body"] + "\n\nmore words" * 60}), "a4")
    document = read(printed.pdf)
    root: Any = document.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], len(document.pages)) == ("en", True, printed.pages)
    assert document.metadata
    assert document.metadata.title == PAPER["subject"]
    read_aloud = [each.get_object() for each in root["/StructTreeRoot"]["/K"]["/K"]]
    kinds = [each["/S"] for each in read_aloud]
    assert kinds[:8] == ["/P", "/P", "/P", "/H1", "/P", "/P", "/L", "/P"]
    assert [item.get_object()["/S"] for item in read_aloud[6]["/K"]] == ["/LI", "/LI"]
    assert [each["/Alt"] for each in read_aloud if each["/S"] == "/Figure"] == [str(SCAN)]
    for number, page in enumerate(document.pages):
        marked = [op for op in page.get_contents().get_data().split(b"\n") if b"BDC" in op]  # type: ignore[union-attr]
        parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        assert page["/StructParents"] == parents[2 * number] == number
        assert len(parents[2 * number + 1]) == len(marked)


def test_the_fonts_of_european_languages_are_inside_and_the_same_letter_is_the_same_file() -> None:
    one, other = (print_letter(Paper(**PAPER), "a4") for _ in range(2))
    assert one == other
    fonts: Any = read(one.pdf).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    inside = {name["/BaseFont"]: "/FontFile2" in name.get("/FontDescriptor", {}) for name in fonts.values()}
    assert {name.partition("+")[2] for name, there in inside.items() if there} == {
        "BitstreamVeraSans-Roman",
        "BitstreamVeraSans-Bold",
    }


def test_a_name_that_no_font_has_is_not_printed_as_another() -> None:
    with pytest.raises(CannotPrint, match=r"U\+0E01"):
        print_letter(Paper(**PAPER | {"to": ["ก", "12 Elm Street"]}), "a4")


def test_words_without_a_space_cost_no_more_than_others_and_what_nobody_sees_keeps_no_letter_back() -> None:
    long = "x" * 60_000  # measured letter by letter: with each rest measured anew this takes hours
    link = f"https://city.example/{'y' * 4000}"  # no picture of dots holds it
    seen = "Jose\u0301 \u200fRivas\u200b\r\n"
    printed = print_letter(Paper(**PAPER | {"to": [seen.strip(), "1 Elm"], "body": f"{seen}{long} {link}"}), "a4")
    words = "".join(page.extract_text() for page in read(printed.pdf).pages)
    assert words.count("José Rivas") == 2
    assert (words.count("x"), words.count("y") > 4000) == (60_001, True)  # one is of "example"
