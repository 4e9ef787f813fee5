"""A file is what its bytes say. What it is called, and what somebody says that it is, is never asked for."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.kinds_of_files import READERS, RefusedFile, SeenFile, look_at
from attachments.sniffing import kind_of
from onestop.domain.cases.attachment_words import REFUSALS, WARNINGS
from onestop.domain.cases.attachments import KINDS, TAKEN
from tests.unit.attachments.pictures import a_pdf, a_photo, a_picture, saved


def a_zip(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


NOT_TAKEN = {
    "a Windows program": (b"MZ\x90\x00\x03\x00\x00\x00", "kind"),
    "a Linux program": (b"\x7fELF\x02\x01\x01\x00", "kind"),
    "an archive": (a_zip("a.txt"), "kind"),
    "a Word document": (a_zip("[Content_Types].xml", "word/document.xml"), "office"),
    "an OpenDocument": (a_zip("mimetype"), "office"),
    "an old Excel sheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "office"),
    "rich text": (b"{\\rtf1 {\\object}}", "office"),
    "a web page": (b"<!DOCTYPE html><p>hello", "kind"),
    "a web page after blanks": (b"\xef\xbb\xbf  \n<html><p>hello", "kind"),
    "a script in a page": (b"<ScRiPt>alert(1)</script>", "kind"),
    "a drawing with scripts": (b'<?xml version="1.0"?><svg onload="x()"/>', "kind"),
    "a film": (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "kind"),
    "a bitmap": (saved(a_picture(), "BMP"), "kind"),
    "a PostScript program": (b"\xc5\xd0\xd3\xc6" + b"\0" * 40, "kind"),
    "nothing": (b"", "empty"),
}


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_not_taken_is_refused_with_a_reason(name: str) -> None:
    data, reason = NOT_TAKEN[name]
    assert look_at(data) == RefusedFile(reason)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (a_photo("JPEG"), "image/jpeg"),
        (a_photo("PNG"), "image/png"),
        (saved(a_picture(), "GIF"), "image/gif"),
        (a_photo("WEBP"), "image/webp"),
        (a_photo("HEIF"), "image/heic"),
        (a_photo("TIFF"), "image/tiff"),
        (a_pdf(), "application/pdf"),
        ("Grüße".encode(), "text/plain"),
    ],
)
def test_what_is_taken_is_known_by_its_bytes(data: bytes, media_type: str) -> None:
    assert kind_of(data) == media_type
    assert media_type in TAKEN


def test_everything_that_we_say_we_take_has_a_reader_and_the_reverse() -> None:
    assert set(READERS) == set(TAKEN) - {"image/heif"}  # the older name of image/heic


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Grüße, ¿qué tal? 路面有坑".encode(), "Grüße, ¿qué tal? 路面有坑"),
        ("\ufeffGrüße".encode(), "Grüße"),
        ("Grüße".encode("utf-16"), "Grüße"),
        ("路面有一个很深的坑，请尽快修理。".encode("gb18030"), "路面有一个很深的坑，请尽快修理。"),
        ("Señor, aquí está la dirección".encode("cp1252"), "Señor, aquí está la dirección"),
        ("“Straße” – Größe".encode("cp1252"), "“Straße” – Größe"),
        (b"a,b\r\n1,2\r\n", "a,b\r\n1,2\r\n"),
    ],
)
def test_a_text_is_kept_in_one_way_of_writing(written: bytes, text: str) -> None:
    assert look_at(written) == SeenFile(data=text.encode(), media_type="text/plain")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff<{%"), min_size=1))
def test_every_text_in_utf_8_comes_out_as_it_went_in(text: str) -> None:
    assert look_at(text.encode()) in (SeenFile(data=text.encode(), media_type="text/plain"), RefusedFile("kind"))


@given(st.binary(max_size=400))
def test_any_bytes_are_seen_or_refused_for_a_reason_that_has_words(data: bytes) -> None:
    result = look_at(data)
    if isinstance(result, RefusedFile):
        assert result.reason in REFUSALS
    else:
        assert result.media_type in KINDS
        assert set(result.warnings) <= set(WARNINGS)
