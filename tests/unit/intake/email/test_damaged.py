"""Words that programs on the way hid, cut, called a file or encoded wrongly are found all the same."""

from __future__ import annotations

from base64 import b64encode, encodebytes

import pytest

from intake.email.reading import read_mail
from intake.email.signed import signed_content
from tests.unit.intake.email.mails import a_mail, a_multipart

NEED = "The ferry's gangway at Pier 3 is broken."
PAGE = f"<div>Good morning,</div><div>{NEED}</div><div>It hangs on one chain, and children climb on it.</div>"
PDF = "application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64"


@pytest.mark.parametrize(
    "raw",
    [
        a_mail(NEED, content_disposition="attachment"),
        a_mail(NEED, type="text/x-unheard-of; charset=utf-8"),
        a_multipart(("text/plain; name=mail.txt\r\nContent-Disposition: inline", NEED), (PDF, b64encode(b"%PDF-"))),
        a_multipart(
            ("text/html", "<table><tr><td>A telephone company</td></tr></table>"),
            ("text/plain; name=text_0.txt\r\nContent-Disposition: inline; filename=text_0.txt", NEED),
        ),
        a_multipart(("text/html; name=mail.html\r\nContent-Disposition: attachment", PAGE)),
        a_multipart(("text/plain", "Good morning,"), ("text/html", PAGE), kind="alternative"),
        a_multipart(("text/plain", f"Good morning,\r\n\r\n{NEED[:17]}"), ("text/html", PAGE), kind="alternative"),
        a_multipart(("text/plain", PAGE), ("text/html", PAGE), kind="alternative"),
        a_mail(PAGE),
        a_multipart(("text/plain", NEED)).replace(b"\r\n", b"\r\r\n"),
        a_mail(f"<bold>{NEED}</bold> <<Pier>", type="text/enriched"),
    ],
)
def test_the_words_are_read_wherever_a_program_put_them(raw: bytes) -> None:
    text = read_mail(raw).text
    assert NEED in text
    assert "Content-Type" not in text
    assert "div>" not in text


def test_a_text_for_programs_or_a_plain_part_that_says_all_changes_nothing() -> None:
    calendar = ("text/calendar", "BEGIN:VCALENDAR")
    assert read_mail(a_multipart(calendar)).text == ""
    assert read_mail(a_multipart(("text/plain", NEED), ("text/plain; name=list.txt", "1 pier"))).text == NEED
    same = a_multipart(("text/plain", NEED), ("text/html", f"<p>{NEED}</p><p>-- Bo</p>"), kind="alternative")
    assert read_mail(same).text == NEED


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (
            "base64",
            encodebytes(f"{NEED} Ö".encode()) + b"\r\n_______\r\nA list of neighbours\r\nhttps://lists.example\r\n",
        ),
        ("base64", f"{NEED} Ö".encode()),
        ("7bit", NEED.encode() + b" =C3=96"),
        ("quoted-printable", NEED.replace("gangway", "gang=\r\nway").encode() + b" =C3=96 =ZZ 5=% ="),
    ],
)
def test_an_encoding_that_is_only_partly_right_or_not_said_loses_no_words(encoding: str, body: bytes) -> None:
    assert read_mail(a_mail(body, content_transfer_encoding=encoding)).text.startswith(f"{NEED} Ö")


def test_a_type_that_a_gateway_folded_into_the_header_above_is_seen() -> None:
    raw = a_multipart(("text/plain", NEED)).replace(b"Content-Type: multipart", b" Content-Type: multipart", 1)
    assert read_mail(raw).text == NEED


def test_a_file_stays_as_it_was_sent() -> None:
    data = "Subject: x\r\n\r\nn=C3=96 a=3Db"
    raw = a_multipart(("text/plain", NEED), ("text/plain; name=a.txt\r\nContent-Disposition: attachment", data))
    (file,) = read_mail(raw).files
    assert file.data.decode() == data


@pytest.mark.parametrize("said", ["a=C3 and b=96", "x == y =3D z", "https://x.example/?q=E2"])
def test_signs_of_equality_are_no_encoding(said: str) -> None:
    assert read_mail(a_mail(said)).text == said


def test_flowed_text_of_a_language_without_spaces_is_joined_without_them() -> None:
    said = "桟橋の渡り板が \r\n壊れています。"
    for delsp in ("yes", '"Yes"'):
        mail = read_mail(a_mail(said, type=f"text/plain; charset=utf-8; format=flowed; delsp={delsp}"))
        assert mail.text == "桟橋の渡り板が壊れています。"


def element(tag: int, *inside: bytes) -> bytes:
    """An element of DER, with a length in one byte, or in two that follow."""
    content = b"".join(inside)
    size = bytes((len(content),)) if len(content) < 128 else b"\x82" + len(content).to_bytes(2, "big")
    return bytes((tag,)) + size + content


SIGNED, DATA = (bytes.fromhex(f"06092a864886f70d0107{last}") for last in ("02", "01"))
INSIDE = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{NEED}\r\n{'x' * 200}".encode()


@pytest.mark.parametrize(
    "enclosed",
    [
        element(0x04, INSIDE),
        element(0x24, element(0x04, INSIDE[:70]), element(0x04, INSIDE[70:])),
        b"\x24\x80" + element(0x04, INSIDE[:70]) + element(0x04, INSIDE[70:]) + b"\x00\x00",
    ],
)
@pytest.mark.parametrize("kind", ["application/pkcs7-mime; smime-type=signed-data", "application/octet-stream"])
def test_the_words_inside_a_signature_are_read(enclosed: bytes, kind: str) -> None:
    signed = element(
        0x30, SIGNED, element(0xA0, element(0x30, b"\x02\x01\x01", element(0x30, DATA, element(0xA0, enclosed))))
    )
    mail = read_mail(a_mail(encodebytes(signed), type=f"{kind}; name=smime.p7m", content_transfer_encoding="base64"))
    assert mail.text.startswith(NEED)
    assert mail.files == mail.left_out == ()


def test_a_signed_document_is_a_file_and_no_words() -> None:
    enclosed = element(0x04, b"%PDF-1.7 " + b"x" * 200)
    signed = element(0x30, SIGNED, element(0xA0, element(0x30, element(0x30, DATA, element(0xA0, enclosed)))))
    head = "application/pkcs7-mime; name=plan.pdf.p7m\r\nContent-Transfer-Encoding: base64"
    mail = read_mail(a_multipart(("text/plain", NEED), (head, encodebytes(signed))))
    assert mail.text == NEED
    assert [(file.name, file.kind) for file in mail.files] == [("plan.pdf", "application/pdf")]


def test_a_mail_that_is_attached_as_a_file_is_read_and_any_other_file_stays() -> None:
    inner = f"From: Di <di@resident.example>\r\nTo: Bo\r\nSubject: Pier\r\n\r\n{NEED}"
    head = "application/octet-stream; name=pier.eml\r\nContent-Disposition: attachment"
    text = read_mail(a_multipart(("text/plain", "Please see."), (head, inner))).text
    assert [said for said in ("Please see.", "di@resident.example", NEED) if said not in text] == []
    assert read_mail(a_multipart(("text/plain", NEED), (head, "no mail"))).text == NEED


def test_a_text_that_is_sent_as_two_forms_is_said_once() -> None:
    assert read_mail(a_multipart(("text/plain", NEED), ("text/html", f"<p>{NEED}</p>"))).text == NEED
    twice = read_mail(a_multipart(("text/plain", NEED), ("text/plain", "And the rail."), ("text/plain", NEED)))
    assert twice.text.count(NEED) == 2


def test_what_is_encrypted_or_broken_has_no_words_and_raises_nothing() -> None:
    whole = element(
        0x30, SIGNED, element(0xA0, element(0x30, element(0x30, DATA, element(0xA0, element(0x04, INSIDE)))))
    )
    assert signed_content(whole) == INSIDE
    for end in range(len(whole) - len(INSIDE)):
        assert signed_content(whole[:end]) in (b"", INSIDE)
    assert signed_content(element(0x30, SIGNED, element(0x30, DATA))) == signed_content(b"") == b""
