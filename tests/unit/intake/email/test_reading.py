"""A mail is read as its sender meant it: who, about what, in which words, with which files."""

from __future__ import annotations

import base64
import struct
from base64 import b64encode

import pytest

from intake.email.reading import read_mail
from intake.email.repairing import MOST_PARTS
from tests.unit.intake.email.mails import a_mail, a_multipart

UNSAID = "application/octet-stream\r\nContent-Disposition: attachment"
PNG = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()


def test_a_plain_mail() -> None:
    mail = read_mail(a_mail(message_id="<1@resident.example>", in_reply_to="<0@x>", references="<a@x> <0@x>"))
    assert (mail.name, mail.sender, mail.subject) == ("Ana Ruiz", "ana@resident.example", "Street lamp")
    assert mail.text == "The lamp in front of 3 Elm Lane is dark."
    assert (mail.message_id, mail.follows) == ("1@resident.example", ("0@x", "a@x"))
    assert mail.recipients == ("onestop@port-ellery.example",)


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        ("=?utf-8?B?6Lev54Gv?=", "路灯"),
        ("=?utf-8?b?6Lev?= \r\n =?utf-8?b?54Gv?=", "路灯"),
        ("=?utf-8?b?6LevCg=?= =?utf-8?b?54Gv?=", "路 灯"),  # base64 without its proper end
        ("=?gb2312?B?1uzpRrv5?=", "朱镕基"),
        ("=?utf-8?b?6Lc=?= =?utf-8?b?r+eBrw==?=", "路灯"),  # a character cut between two words
        ("=?iso-8859-1?q?Stra=DFe_und_Gr=FC=DFe?= x", "Straße und Grüße x"),
        ("=?utf-8*en?q?caf=C3=A9?=", "café"),
        ("=?unknown?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?not closed", "=?utf-8?q?not closed"),
        ("Straße", "Straße"),  # raw UTF-8, against the rules
        ("two\r\n lines", "two lines"),
    ],
)
def test_a_subject(subject: str, read: str) -> None:
    assert read_mail(a_mail(subject=subject)).subject == read


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ('"Ruiz, Ana" <ANA@Resident.example>', "Ruiz, Ana", "ana@resident.example"),
        ("ana@resident.example (Ana Ruiz)", "Ana Ruiz", "ana@resident.example"),
        ("=?utf-8?b?6buE?= <h@resident.example>", "黄", "h@resident.example"),
        ("Ana <ana@resident.example", "Ana", "ana@resident.example"),
        ("Ana", "Ana", ""),
        ("", "", ""),
        ("((((", "((((", ""),
    ],
)
def test_a_sender(sender: str, name: str, address: str) -> None:
    mail = read_mail(a_mail(sender=sender))
    assert (mail.name, mail.sender) == (name, address)


def test_who_wants_to_be_answered_elsewhere_is() -> None:
    assert read_mail(a_mail(reply_to="Ana <other@resident.example>")).sender == "other@resident.example"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("quoted-printable", b"Stra=C3=9Fe"),
        ("quoted printable", b"Stra=C3=9Fe"),
        ("Quoted-Printable;", b"Stra=C3=9Fe"),
        ("base64", b64encode("Straße".encode())),
        ("base64", b64encode("Straße".encode())[:-1]),
        ("base64", "Straße und noch mehr".encode()),  # it is no base64 at all
        ("8bit", "Straße".encode()),
        ("unheard-of", "Straße".encode()),
    ],
)
def test_a_transfer_encoding_that_is_right_odd_or_wrong(encoding: str, body: bytes) -> None:
    assert read_mail(a_mail(body, content_transfer_encoding=encoding)).text.startswith("Straße")


@pytest.mark.parametrize(
    "charset", ["charset*=us-ascii'en'utf-8", "charset=\x01", "charset*0=utf; charset*1=-8", "charset"]
)
def test_a_charset_that_is_said_in_an_odd_way(charset: str) -> None:
    assert read_mail(a_mail("Straße".encode(), type=f"text/plain; {charset}")).text == "Straße"


def test_of_alternatives_the_plain_one_is_read_and_of_html_its_text() -> None:
    html = (
        "<p>Hello <b>you</b></p><style>p{}</style><script>x()</script><p>See <a href='https://x.example/a'>this</a></p>"
    )
    assert read_mail(a_multipart(("text/plain", "Hello"), ("text/html", html), kind="alternative")).text == "Hello"
    for only in (
        a_mail(html, type="text/html"),
        a_multipart(("text/plain", " \r\n"), ("text/html", html), kind="alternative"),
        a_multipart(("text/plain; charset=utf-8", "\u200b\r\n\u200b"), ("text/html", html), kind="alternative"),
        a_mail(html.replace("<p>Hello", "<html><p>Hello", 1)),  # HTML that says it is plain
    ):
        assert read_mail(only).text == "Hello you\n\nSee this <https://x.example/a>"


def test_files_are_kept_with_their_names_and_those_of_other_kinds_are_listed() -> None:
    mail = read_mail(
        a_multipart(
            ("text/plain", "Here."),
            ('image/png; name="=?utf-8?b?6Lev54Gv?=.png"\r\nContent-Transfer-Encoding: base64', PNG),
            (f"{UNSAID}; filename*=utf-8''pl%C3%A4ne.pdf", "%PDF-1.4"),
            (UNSAID + r'; filename="..\\..\\a.exe"', "MZ"),
            ("text/html\r\nContent-Disposition: attachment; filename=a.html", "<script>"),
            ("image/png", "x"),
        )
    )
    assert [(file.name, file.kind) for file in mail.files] == [
        ("路灯.png", "image/png"),
        ("pläne.pdf", "application/pdf"),
        ("image-3.png", "image/png"),
    ]
    assert mail.left_out == ("a.exe, 1 kB", "a.html, 1 kB")
    assert mail.text == "Here."


def test_an_invitation_is_a_file_and_no_words() -> None:
    parts = (("text/plain", "Come!"), ("text/calendar; method=REQUEST", "BEGIN:VCALENDAR"), ("text/html", "<p>Come!"))
    mail = read_mail(a_multipart(*parts, kind="alternative"))
    assert (mail.text, [file.kind for file in mail.files]) == ("Come!", ["text/calendar"])


def test_more_files_than_we_take_are_listed() -> None:
    mail = read_mail(a_multipart(*[(f"image/png; name=p{number}.png", "x") for number in range(25)]))
    assert (len(mail.files), len(mail.left_out)) == (20, 5)


def test_a_forwarded_mail_is_part_of_what_is_said() -> None:
    inner = a_mail("The water is brown.", sender="Bo <bo@resident.example>", subject="Water", date="Mon, 2 Nov 2026")
    mail = read_mail(a_multipart(("text/plain", "Please see below."), ("message/rfc822", inner)))
    assert mail.text == (
        "Please see below.\n\n---\nFrom: Bo <bo@resident.example>\nDate: Mon, 2 Nov 2026\nSubject: Water\n\n"
        "The water is brown."
    )
    assert mail.sender == "ana@resident.example"
    encoded = ("message/rfc822\r\nContent-Transfer-Encoding: base64", b64encode(inner))
    assert "The water is brown." in read_mail(a_multipart(encoded)).text


def attribute(number: int, value: bytes) -> bytes:
    return struct.pack("<BII", 1, number, len(value)) + value + b"\x00\x00"


def test_winmail_dat_is_unwrapped() -> None:
    stream = b"\x78\x9f\x3e\x22\x01\x00" + attribute(0x0002800C, b"The words.\x00")
    stream += (
        attribute(0x00069002, b"\x00" * 14) + attribute(0x00018010, b"plan.pdf\x00") + attribute(0x0006800F, b"%PDF")
    )
    head = 'application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64'
    mail = read_mail(a_multipart((head, base64.encodebytes(stream))))
    assert mail.text == "The words."
    assert [(file.name, file.kind, file.data) for file in mail.files] == [("plan.pdf", "application/pdf", b"%PDF")]
    assert read_mail(a_multipart((head, base64.encodebytes(stream[:9])))).left_out == ("winmail.dat, 1 kB",)


@pytest.mark.parametrize(
    "raw",
    [
        a_mail().replace(b"\r\n", b"\n"),
        a_mail().replace(b"\r\n", b"\r"),
        b"\r\n\r\n" + a_mail(),
        b"From ana@resident.example Mon Nov  2 10:00:00 2026\r\n" + a_mail(),
        a_mail().replace(b"Subject:", b"Subject  :"),
        a_mail().replace(b"Subject:", b"a line that is no field\r\nSubject:"),
    ],
    ids=["LF", "CR", "empty lines first", "mbox", "RFC 822 white space", "a broken line"],
)
def test_a_header_that_breaks_the_rules(raw: bytes) -> None:
    mail = read_mail(raw)
    assert (mail.sender, mail.subject) == ("ana@resident.example", "Street lamp")
    assert mail.text == "The lamp in front of 3 Elm Lane is dark."


def test_a_multipart_whose_boundary_is_another_one_is_read_all_the_same() -> None:
    raw = a_multipart(("text/plain", "Hello"), ("image/png; name=a.png", "x")).replace(b'"=_b"', b'"=_c"')
    mail = read_mail(raw)
    assert (mail.text, [file.name for file in mail.files]) == ("Hello", ["a.png"])


def test_lines_that_were_broken_for_the_way_are_joined() -> None:
    flowed = a_mail("One \r\nsentence.\r\n-- \r\nAna", type="text/plain; format=flowed")
    assert read_mail(flowed).whole == "One sentence.\n-- \nAna"


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\x00" * 50, b"\xff\xd8\xff\xe0" + bytes(99), b"\xd0\xcf\x11\xe0" + bytes(99)]
)
def test_what_is_no_mail_is_a_file_or_nothing(raw: bytes) -> None:
    mail = read_mail(raw)
    assert (mail.text, [file.data for file in mail.files]) == ("", [raw] if raw.strip() else [])


def test_words_without_a_header_are_text() -> None:
    assert read_mail("Mi calle está oscura.\nGracias por todo y adiós.".encode()).text.startswith(
        "Mi calle está oscura."
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500)),
        b"Content-Type: message/rfc822\n\n" * 1500,
        a_mail(b"--b\n\nx\n" * (MOST_PARTS + 10), type="multipart/mixed; boundary=b"),
        a_mail("<div>" * 5000 + "x", type="text/html"),
        a_mail("<" * 50_000, type="text/html"),
        a_mail("Am x schrieb " * 4000),
        a_mail("\n" * 20_000 + "x"),
        a_mail("-" * 50_000),
    ],
    ids=["deep parts", "deep mails", "many parts", "deep HTML", "open tags", "half a quote", "empty lines", "dashes"],
)
def test_what_is_made_to_take_long_does_not(raw: bytes) -> None:
    assert read_mail(raw).whole is not None  # the limit on the time of a test does the rest


@pytest.mark.parametrize(
    "text",
    [
        "Dear city,\n\n> 40 hours without heating\n> two children of 3\nPlease come.",
        "Hello,\n\nOn 3 October 2026 your engineer wrote about 9 Pine Road:\n\n1. the wall leans\n\nIt fell today.",
        "The tap is dry.\n\nThanks,\nBo\nAddress: 9 Pine Road",
    ],
)
def test_a_mail_that_answers_nothing_quotes_nothing(text: str) -> None:
    assert read_mail(a_mail(text, subject="A need")).text == text


def test_who_wrote_is_not_we_ourselves_nor_a_box_that_takes_no_answer() -> None:
    for other in ("onestop@port-ellery.example", "no-reply@forms.example"):
        assert read_mail(a_mail(reply_to=other)).sender == "ana@resident.example"
    assert read_mail(a_mail(reply_to="bo@resident.example")).sender == "bo@resident.example"


def test_a_mail_that_is_cut_says_so_at_its_end() -> None:
    assert read_mail(a_mail("word " * 50_000)).text.endswith("\n\n[…]")
    assert not read_mail(a_mail("word " * 30_000)).text.endswith("[…]")
