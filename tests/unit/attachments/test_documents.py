"""PDF documents are kept byte for byte; what they carry inside is noticed, however it hides."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.documents import MOST_INFLATED
from attachments.kinds_of_files import RefusedFile, SeenFile, look_at
from tests.unit.attachments.pictures import a_pdf

SCRIPT = b"/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>"
SIGNS = [
    # what it carries                                   what staff are told
    (b"", ()),
    (SCRIPT, ("script",)),
    (b"/OpenAction <</S /J#61vaScript /J#53 (x)>>", ("script",)),
    (b"/AcroForm <</XFA 8 0 R>>", ("script",)),
    (b"/A <</S /Rendition /JS (x)>>", ("script",)),
    (b"/Names <</EmbeddedFiles 5 0 R>>", ("files",)),
    (b"/Type /EmbeddedFile", ("files",)),
    (b"/Encrypt 9 0 R", ("unseen",)),
    (SCRIPT + b" /Encrypt 9 0 R", ("script", "unseen")),
    (b"/Title (My JSON and JSX notes) /JSX 1", ()),
]


@pytest.mark.parametrize(("inside", "warnings"), SIGNS)
def test_what_a_document_carries_is_noticed(inside: bytes, warnings: tuple[str, ...]) -> None:
    data = a_pdf(inside)
    assert look_at(data) == SeenFile(data=data, media_type="application/pdf", warnings=warnings)


@pytest.mark.parametrize(("inside", "warnings"), SIGNS)
def test_so_it_is_when_it_is_packed(inside: bytes, warnings: tuple[str, ...]) -> None:
    result = look_at(a_pdf(packed=b"7 0 <<" + inside + b">>"))
    assert isinstance(result, SeenFile)
    assert result.warnings == warnings


@pytest.mark.parametrize("where", ["inside", "packed"])
def test_a_document_that_starts_a_program_is_refused(where: str) -> None:
    assert look_at(a_pdf(**{where: b"/S /La#75nch /F (cmd.exe)"})) == RefusedFile("starts_programs")


@pytest.mark.parametrize("where", ["inside", "packed"])
@pytest.mark.parametrize("action", [b"GoToR", b"GoToE", b"SubmitForm", b"Submit#46orm", b"ImportData"])
def test_a_document_that_reaches_out_is_refused(action: bytes, where: str) -> None:
    assert look_at(a_pdf(**{where: b"/A <</S /" + action + b" /F (x.pdf)>>"})) == RefusedFile("reaches_out")


def test_a_document_whose_links_stay_inside_or_are_followed_by_hand_is_kept() -> None:
    result = look_at(a_pdf(b"/A <</S /GoTo /D [1 0 R]>> /B <</S /URI /URI (https://city.example)>>"))
    assert isinstance(result, SeenFile)
    assert result.warnings == ()


def test_a_document_that_is_not_whole_is_refused() -> None:
    assert look_at(a_pdf().partition(b"startxref")[0]) == RefusedFile("broken")


def test_a_document_that_swells_without_end_is_looked_at_within_bounds() -> None:
    result = look_at(a_pdf(packed=b"\0" * (MOST_INFLATED + 1)) + a_pdf(packed=b"/Type /Page"))
    assert isinstance(result, SeenFile)
    assert result.warnings == ("unseen",)


def test_a_document_made_to_keep_us_busy_is_looked_at_in_passing() -> None:
    result = look_at(b"%PDF-1.7\n" + b"/ObjStm stream\n" * 1_000_000 + b"%%EOF")
    assert isinstance(result, SeenFile)
    assert result.warnings == ("unseen",)


def test_objects_packed_under_a_disguised_name_are_found() -> None:
    data = a_pdf(packed=b"7 0 <<" + SCRIPT + b">>").replace(b"/ObjStm", b"/Obj#53tm")
    result = look_at(data)
    assert isinstance(result, SeenFile)
    assert result.warnings == ("script",)


def test_what_is_packed_in_another_way_is_said_to_be_unseen() -> None:
    result = look_at(a_pdf(packed=b"x").replace(b"stream\nx\x9c", b"stream\nAB"))
    assert isinstance(result, SeenFile)
    assert result.warnings == ("unseen",)


def test_many_pieces_of_a_packed_object_are_put_together() -> None:
    padding = b"".join(b"%d " % (number * 7919 % 100_003) for number in range(200_000))
    result = look_at(a_pdf(packed=padding + SCRIPT))
    assert isinstance(result, SeenFile)
    assert result.warnings == ("script",)


def test_a_document_in_disguise_is_not_taken_for_one() -> None:
    assert look_at(b"MZ\x90\0" + a_pdf()) == RefusedFile("kind")
    assert look_at(b"<script>" + a_pdf()) == RefusedFile("kind")
    assert isinstance(look_at(b"\r\n" + a_pdf()), SeenFile)


def test_a_large_scan_is_not_taken_for_a_script_by_chance() -> None:
    noise = random.Random(1).randbytes(20_000_000).replace(b"%%EOF", b"")
    result = look_at(a_pdf().replace(b"trailer", b"stream\n" + noise + b"\nendstream trailer"))
    assert isinstance(result, SeenFile)
    assert result.warnings == ()


@given(st.binary())
def test_nothing_behind_the_mark_of_a_document_raises(rest: bytes) -> None:
    assert isinstance(look_at(b"%PDF-1.7\n/ObjStm stream\n" + rest + b"%%EOF"), SeenFile | RefusedFile)
