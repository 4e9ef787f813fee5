"""What parts say of themselves is read as it was meant, and what they are shows in their bytes."""

from __future__ import annotations

from base64 import b64encode

import pytest

from intake.email.reading import read_mail
from onestop.domain.charsets.decode import decode
from tests.unit.intake.email.mails import a_mail, a_multipart, case_mail

PDF = b"%PDF-1.4\n%\xe2\xe3\n1 0 obj<<>>endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SAID = "Фонарь у дома не горит"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1251">',
        "<META charset=windows-1251 />",
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        '<!-- <meta charset="big5"> --><meta name="x"><meta  charset = "windows-1251" >',
    ],
)
@pytest.mark.parametrize("type", ["text/html", "text/html; charset=us-ascii", "text/html; charset=no-such"])
def test_a_page_that_alone_names_its_charset_is_believed(meta: str, type: str) -> None:
    page = f"<html><head>{meta}</head><body><p>{SAID}</p></body></html>".encode("cp1251")
    assert read_mail(a_mail(page, type=type)).text == SAID


def test_the_header_stands_before_the_page_and_a_mark_before_both() -> None:
    page = f'<meta charset="big5"><p>{SAID}</p>'
    assert read_mail(a_mail(page.encode("koi8-r"), type="text/html; charset=koi8-r")).text == SAID
    assert read_mail(a_mail(page.encode("utf-8-sig"), type="text/html; charset=koi8-r")).text == SAID
    assert read_mail(a_mail(f'<meta charset="utf-16"><p>{SAID}</p>'.encode(), type="text/html")).text == SAID


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"\x1b$B-!-j0f\x1b(B 5", "iso-2022-jp", "①㈱井 5"),
        (b'\x1b$B-!\x1b(B\n\x1b$B-"\x1b(B', "us-ascii", "①\n②"),
        (b"\x1b$B-!\x1b(B", "utf-8", "①"),
        (b"\x1b$B-!\x1b(B", "cp50221", "①"),
        (b"\x1b$B-!\x1b(I1\x1b(B", "iso-2022-jp", "①ｱ"),
        ("①㈱井".encode("cp932"), "shift_jis", "①㈱井"),
        (b"\xad\xa1\xb0\xe6 \x8e\xb1", "euc-jp", "①井 ｱ"),
        (b"\xad\xa1\xb0\xe6", "eucJP-ms", "①井"),
    ],
)
def test_japanese_of_windows_and_telephones_is_read(data: bytes, declared: str, text: str) -> None:
    assert decode(data, declared) == text


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename*=us-ascii''caf%E9.png", "café.png"),
        ("attachment; filename*=utf-8''caf%E9.png", "café.png"),
        ("attachment; filename*=iso-8859-1''%E2%82%AC.png", "€.png"),
        ("attachment; filename*=no-such''caf%C3%A9.png", "café.png"),
        ("attachment; filename*0*=utf-8''caf%C3%A9%20; filename*1*=../../photo.png", "photo.png"),
        ('attachment; filename="=?us-ascii?Q?caf=E9.png?="', "café.png"),
        ('attachment; filename="=?utf-8?b??="', "image-1.png"),
    ],
)
def test_a_files_name_is_readable_whatever_charset_it_claims(disposition: str, name: str) -> None:
    head = f"image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: {disposition}"
    (file,) = read_mail(a_multipart(("text/plain", "See."), (head, b64encode(PNG)))).files
    assert (file.name, file.kind) == (name, "image/png")


@pytest.mark.parametrize(
    ("type", "data", "kind"),
    [
        ('=?utf-8?Q?application/pdf;_name=3D"a.pdf"?=', PDF, "application/pdf"),
        ('=?utf-8?Q?x;_name=3D"a.pdf"?=', PDF, "application/pdf"),
        ("text/plain", PNG, "image/png"),
        ("application/octet-stream", PDF, "application/pdf"),
        ("application/octet-stream", b"words", "text/plain"),
    ],
)
def test_an_attachment_is_what_its_bytes_say_where_its_type_says_nothing(type: str, data: bytes, kind: str) -> None:
    head = f"{type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=letter.txt"
    (file,) = read_mail(a_multipart(("text/plain", "See."), (head, b64encode(data)))).files
    assert (file.kind, file.data) == (kind, data)


NEED = "<p>Water runs out of the wall at <a href='https://x.example/maps?q=9'>9 Harbour Street</a>, a lot of it.</p>"


@pytest.mark.parametrize(
    "placeholder",
    [
        "Your program does not show HTML. Please get another one.",
        "Ihr Programm kann diese Nachricht nicht anzeigen.",
        "此邮件为HTML格式，请使用支持HTML的程序查看。",
        "[image: logo.png]",
        "https://x.example/view-in-browser?id=1",
        "-",
    ],
)
def test_a_sentence_in_place_of_the_message_is_not_the_message(placeholder: str) -> None:
    mail = read_mail(a_multipart(("text/plain; charset=utf-8", placeholder), ("text/html", NEED), kind="alternative"))
    assert mail.text.startswith("Water runs out of the wall at 9 Harbour Street")


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ("Water runs out of the wall at 9 Harbour Street <https://x.example/maps?q=9>, a lot of it.", NEED),
        ("Water runs out of the wall", NEED + "<p>Ana Ruiz, Town Ltd., registered in Town, all rights reserved</p>"),
        ("Water!", "<p>Water!</p><p>Sent with a program that says a lot about itself</p>"),
        ("The lamp is dark.", "<img src='cid:1'>"),
        ("路灯坏了，\n请修", "<p>路灯坏了，请修</p>"),
    ],
)
def test_plain_text_is_taken_where_it_says_what_the_page_says(plain: str, page: str) -> None:
    parts = (("text/plain; charset=utf-8", plain), ("text/html; charset=utf-8", page))
    assert read_mail(a_multipart(*parts, kind="alternative")).text == plain


def test_the_mails_that_failed_are_read() -> None:
    assert "①" in case_mail("iso2022jp_row13").text
    assert case_mail("placeholder_plain_part").text.startswith("Water comes out")
    assert [file.kind for file in case_mail("encoded_content_type").files] == ["application/pdf"]
    assert case_mail("filenames").files[0].name == "Wand ohne Wölbung.png"
