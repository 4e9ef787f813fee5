"""Takes what is wrapped in a file out of it: Outlook's winmail.dat, a signature around the whole, an attached mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from intake.email.headers import fields_of
from intake.email.part import MailPart
from intake.email.parts import clean_mail_text, parts_of
from intake.email.repairing import KNOWN, cut
from intake.email.signed import is_signed, signed_content
from intake.email.tnef import is_tnef, unwrap
from onestop.domain.charsets.decode import decode

FIELD = re.compile(rb"\s*content-type[ \t]*:", re.IGNORECASE)  # a part of a mail, and no document, is signed
SEEN = 4000  # bytes at the start of a file that show whether it is a mail
FILE = "application/octet-stream"


def unwrapped(parts: tuple[MailPart, ...]) -> tuple[MailPart, ...]:
    """The parts, with those that were inside others; what cannot be unpacked stays."""
    return tuple(found for part in parts for found in (tuple(inside(part)) or (part,)))


def inside(part: MailPart) -> Iterator[MailPart]:
    """The parts inside a part; none if nothing is wrapped in it."""
    if is_tnef(part.kind, part.data):
        yield from from_outlook(part)
    elif is_signed(part.kind, part.name) and (content := signed_content(part.data)):
        yield from from_signature(part, content)
    elif part.kind == FILE and part.name.lower().endswith(".eml") and len(KNOWN.findall(part.data[:SEEN])) > 1:
        yield from from_mail(part)


def from_outlook(part: MailPart) -> Iterator[MailPart]:
    body, files = unwrap(part.data)
    if body.strip():
        yield MailPart(kind="text/plain", text=clean_mail_text(decode(body)), depth=part.depth)
    for name, data in files:
        yield MailPart(kind=FILE, data=data, name=clean_mail_text(decode(name)), attached=True)


def from_signature(part: MailPart, content: bytes) -> Iterator[MailPart]:
    """A signed mail, or a signed document such as `plan.pdf.p7m`."""
    if FIELD.match(content):
        yield from (replace(each, depth=each.depth + part.depth) for each in parts_of(message_from_bytes(cut(content))))
    else:
        name = part.name[: -len(".p7m")] if part.name.lower().endswith(".p7m") else part.name
        yield MailPart(kind=FILE, data=content, name=name, attached=True, depth=part.depth)


def from_mail(part: MailPart) -> Iterator[MailPart]:
    """A mail that is attached as a file: somebody hands it on."""
    message = message_from_bytes(cut(part.data))
    yield MailPart(kind="message/rfc822", fields=fields_of(message), name=part.name, depth=part.depth + 1)
    yield from (replace(each, depth=each.depth + part.depth + 1) for each in parts_of(message))
