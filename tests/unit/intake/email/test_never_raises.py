"""Whatever the bytes are, a mail is read, told apart, and joined to its case. Nothing raises, nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.email import reading
from intake.email.as_contact import MachineMail, receive_mail
from intake.email.bounces import read_bounce
from intake.email.kinds import kind_of
from intake.email.threads import case_of
from onestop.domain.catalogue.catalogue import Catalogue
from tests.aws_in_memory import held_keys
from tests.depth import tries
from tests.unit.intake.email.mails import a_mail, a_multipart, collection

SMALL = 60_000
PIECES = (
    b"\r", b"\n\n", b"=?utf-8?b?", b"?=", b"charset=utf-7", b"multipart/mixed; boundary=", b"message/rfc822", b"\x00",
    b"message/delivery-status", b"Content-Type: ", b"base64", b"<", b">", b"<div>", b"+", b"@", b"--", b"> ", b"wrote:",
)  # fmt: skip


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    with held_keys():
        yield


def read_all(raw: bytes, catalogue: Catalogue) -> None:
    """Everything that is ever done with a mail; a mail with words keeps some."""
    mail = reading.read_mail(raw)
    kind_of(mail)
    case_of(mail)
    read_bounce(mail)
    assert bool(mail.text.strip()) == bool(mail.whole.strip())
    arrived = receive_mail(raw, "mail/x", catalogue)
    assert isinstance(arrived, MachineMail) or arrived.text is not None


@settings(max_examples=tries(150), deadline=None)
@given(st.binary(max_size=400) | st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=30).map(b"".join))
def test_any_bytes(catalogue: Catalogue, raw: bytes) -> None:
    read_all(raw, catalogue)
    read_all(a_mail(raw), catalogue)
    read_all(a_multipart(("text/html", raw), ("message/rfc822", raw)), catalogue)


@settings(max_examples=tries(150), deadline=None)
@given(
    st.dictionaries(st.sampled_from(("From", "To", "Subject", "References", "Content-Type")), st.binary(max_size=80))
)
def test_any_header(catalogue: Catalogue, fields: dict[str, bytes]) -> None:
    head = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in fields.items())
    read_all(head + b"\r\nHello", catalogue)


def test_every_mail_at_hand_becomes_a_contact_or_a_record(catalogue: Catalogue) -> None:
    for path in collection("."):
        arrived = receive_mail(path.read_bytes(), "mail/x", catalogue)
        if not isinstance(arrived, MachineMail):
            mail = reading.read_mail(path.read_bytes())
            assert arrived.text or arrived.enclosures or not (mail.subject or any(part.data for part in mail.parts)), (
                path
            )
        else:
            assert arrived.kind


def test_the_mails_at_hand_are_read_without_replacement_characters() -> None:
    odd = {
        path.name
        for path in collection(".")
        if "\ufffd" in (mail := reading.read_mail(path.read_bytes())).subject + mail.name + mail.whole
    }
    # The one has the characters themselves in it, the other a character of UTF-8 that was cut in two.
    assert odd <= {"must_supply_encoding.eml", "mail_test_6", "README.md"}


def test_the_mails_at_hand_are_read_however_they_are_damaged(catalogue: Catalogue) -> None:
    chance = random.Random(2026)
    files = [raw for path in collection(".") if len(raw := path.read_bytes()) < SMALL]
    for _ in range(tries(120)):
        read_all(damaged(chance.choice(files), files, chance), catalogue)


def damaged(raw: bytes, others: list[bytes], chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.choice((1, 3, 10, 40))):
        at, other = chance.randrange(len(data) + 1), chance.choice(others)
        start = chance.randrange(len(other) + 1)
        act = chance.randrange(6)
        if act == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif act == 1:
            del data[at : at + chance.randrange(200)]
        elif act == 2:
            data[at:at] = other[start : start + 500]
        elif act == 3:
            data[at:at] = bytes(data[at : at + 100]) * chance.randrange(20)
        elif act == 4:
            data[at:at] = chance.choice(PIECES)
        else:
            del data[at:]
    return bytes(data)
