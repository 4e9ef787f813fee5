"""Whether a mail's sender is who they say: only what our own receiving host found is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.email.authentication import author_of, is_authenticated, raw_fields
from tests.unit.intake.email.mails import a_mail, as_ses_keeps

SPF = "spf=pass (spfCheck: domain of resident.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;"
FORGED = "Authentication-Results: amazonses.com; dmarc=pass header.from=resident.example;\r\n"


def found(results: str, mail: bytes | None = None, *, seal: str = "X-SES-RECEIPT: x\r\n") -> bool:
    """Whether a mail of ana@resident.example is believed, our host having found these results."""
    above = f"Received: from a by inbound-smtp.x.amazonaws.com;\r\nAuthentication-Results: {results}\r\n{seal}"
    return is_authenticated(raw_fields(above.encode() + (mail or a_mail())))


@pytest.mark.parametrize(
    ("results", "believed"),
    [
        ("spf=pass; dkim=pass header.i=@resident.example; dmarc=pass header.from=resident.example;", True),
        ("dmarc=pass (p=REJECT (sp=NONE)) header.from=Resident.Example", True),
        ("dmarc=fail header.from=resident.example; dkim=pass header.i=@resident.example;", False),
        ("dmarc=pass header.from=other.example;", False),
        ("dmarc=pass;", False),
        # a domain without a policy: a signature or a server of its own, or of the domain above it, is as good
        ("dkim=pass header.i=@resident.example; dmarc=none header.from=resident.example;", True),
        ("dkim=pass header.d=resident.example header.s=1; dmarc=none;", True),
        (f"{SPF} envelope-from=ana@resident.example; helo=mx; dmarc=none header.from=resident.example", True),
        ("spf=pass smtp.mailfrom=ana@resident.example; dmarc=none header.from=resident.example", True),
        ("spf=pass smtp.mailfrom=ana@sub.resident.example; dmarc=none header.from=resident.example", False),
        ("dkim=pass header.i=@other.example; dmarc=none header.from=resident.example;", False),
        ("dkim=pass header.d=example; dmarc=none header.from=resident.example;", False),
        ("dkim=fail header.i=@resident.example; spf=softfail; dmarc=none header.from=resident.example;", False),
        ("dkim=pass header.i=@resident.example;", False),
        ("spf=temperror; dmarc=temperror header.from=resident.example;", False),
        ("none", False),
        ("", False),
    ],
)
def test_the_domain_in_from_vouches_for_a_mail_or_nobody_does(results: str, believed: bool) -> None:
    assert found(f"amazonses.com; {results}") is believed


def test_a_mail_of_a_subdomain_may_be_signed_by_the_domain_above_it() -> None:
    signed = "amazonses.com; dkim=pass header.d=resident.example; dmarc=none header.from=mail.resident.example"
    assert found(signed, a_mail(sender="ana@mail.resident.example"))


@pytest.mark.parametrize(
    "host", ["mx.evil.example", "amazonses.com.evil.example", "x amazonses.com", '"" amazonses.com']
)
def test_another_host_is_not_believed(host: str) -> None:
    assert not found(f"{host}; dmarc=pass header.from=resident.example;")


def test_what_a_sender_writes_below_or_beside_our_host_counts_for_nothing() -> None:
    failing = "amazonses.com; dmarc=fail header.from=resident.example;"
    assert not found(failing, FORGED.encode() + a_mail())
    assert not found(failing, f"X-SES-RECEIPT: y\r\n{FORGED}".encode() + a_mail())
    assert not found("other.example; dmarc=fail", FORGED.encode() + a_mail())
    assert not is_authenticated(raw_fields(FORGED.encode() + a_mail()))  # our host says nothing at all
    sealed = "Received: from a by b;\r\nX-SES-RECEIPT: x\r\n"
    assert not is_authenticated(raw_fields(sealed.encode() + FORGED.encode() + b"X-SES-RECEIPT: y\r\n" + a_mail()))
    twice = f"Received: from a by b;\r\nReceived: from evil by evil;\r\n{FORGED}X-SES-RECEIPT: x\r\n"
    assert not is_authenticated(raw_fields(twice.encode() + a_mail()))


@pytest.mark.parametrize(
    "address",
    [
        '"a; dmarc=pass header.from=resident.example; b"@evil.example',
        "a; dmarc=pass header.from=resident.example; b=@evil.example",
        "=?us-ascii?q?a=3B_dmarc=3Dpass_header.from=3Dresident.example=3B?=@evil.example",
        "(a; dmarc=pass header.from=resident.example;)@evil.example",
    ],
)
def test_a_result_in_the_senders_own_address_is_none(address: str) -> None:
    spf = f"spf=pass (ok) client-ip=1.2.3.4; envelope-from={address}; helo=evil.example;"
    assert not found(f"amazonses.com; {spf} dkim=pass header.i=@evil.example; dmarc=fail header.from=resident.example;")


def test_from_names_one_sender_or_nobody_speaks() -> None:
    def author(*froms: str) -> str | None:
        return author_of(raw_fields("".join(f"From: {each}\r\n" for each in froms).encode() + b"\r\nx"))

    assert author("Ana <Ana@Resident.example>") == "ana@resident.example"
    assert author('"b@evil.example" <ana@resident.example>') == "ana@resident.example"
    assert author("=?utf-8?q?b=40evil.example?= <ana@resident.example>") == "ana@resident.example"
    assert author("ana@resident.example, b@evil.example") is None
    assert author("ana@resident.example", "b@evil.example") is None
    assert author("nobody") is None
    assert author() is None


@pytest.mark.parametrize(
    ("played", "believed"), [("pass", True), ("no-policy", True), ("fail", False), ("nothing", False)]
)
def test_a_mail_played_on_one_machine_is_found_as_it_was_played(played: str, believed: bool) -> None:
    assert is_authenticated(raw_fields(as_ses_keeps(a_mail(), played))) is believed


@given(st.text(max_size=300))
def test_whatever_our_host_wrote_is_read_without_an_error_and_proves_nothing_by_itself(results: str) -> None:
    assert not found(f"amazonses.com; {results} dmarc=fail header.from=resident.example")


@given(st.binary(max_size=400))
def test_whatever_a_mail_is_its_header_is_read(raw: bytes) -> None:
    assert is_authenticated(raw_fields(raw)) is False
