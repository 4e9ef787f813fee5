"""Mails for tests: written here, or read from collections if these are on the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.email.reading import Mail, read_mail
from onestop_cli.front.inbound import as_received

ROOT = Path(__file__).parents[4]
COLLECTIONS = ROOT.parent / "shared" / "data" / "email"


def a_mail(
    text: str | bytes = "The lamp in front of 3 Elm Lane is dark.",
    *,
    sender: str = "Ana Ruiz <ana@resident.example>",
    to: str = "onestop@port-ellery.example",
    subject: str = "Street lamp",
    type: str = "text/plain; charset=utf-8",
    **fields: str,
) -> bytes:
    """A mail as SES writes it: `return_path="<>"` makes the field Return-Path."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    head = {"From": sender, "To": to, "Subject": subject, "Content-Type": type, **named}
    body = text if isinstance(text, bytes) else text.encode()
    return "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n" + body


def as_ses_keeps(raw: bytes, authenticated: str = "pass") -> bytes:
    """A mail with what SES writes above it; by default its sender's domain vouches for it."""
    return as_received(raw, authenticated)


def a_multipart(*parts: tuple[str, str | bytes], kind: str = "mixed", **fields: str) -> bytes:
    """A mail of several parts: each a header (such as "text/plain") and a body."""
    pieces = [
        b"--=_b\r\nContent-Type: " + head.encode() + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())
        for head, body in parts
    ]
    return a_mail(b"\r\n".join([*pieces, b"--=_b--\r\n"]), type=f'multipart/{kind}; boundary="=_b"', **fields)


def collection(*names: str) -> Iterator[Path]:
    """Returns the files of some collections; the test is skipped if they are not on the machine."""
    if not COLLECTIONS.is_dir():
        pytest.skip("the collections of e-mails are not at hand")
    for name in names:
        yield from sorted(path for path in (COLLECTIONS / name).rglob("*") if path.is_file())


CASES = ROOT.parent / "shared" / "cases" / "email"


def case_mail(name: str) -> Mail:
    """Returns a mail that failed once, as it is read now; the test is skipped if these are not on the machine."""
    if not CASES.is_dir():
        pytest.skip("the mails that failed are not at hand")
    raw = (CASES / f"{name}.eml").read_bytes()
    return read_mail(
        raw.replace(b"{{CASE_ID}}", b"<trace@port-ellery.example>").replace(b"{{REPLY_ADDRESS}}", b"a@b.example")
    )
