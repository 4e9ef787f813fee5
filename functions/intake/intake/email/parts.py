"""The parts of a mail, whatever its nesting: a flat list, in order (RFC 2045 to 2049)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from intake.email.alternatives import plainest
from intake.email.headers import fields_of
from intake.email.labels import charset_of, kind_of, name_of, safely
from intake.email.part import MailPart
from intake.email.repairing import with_boundary
from intake.email.transfer import bytes_of, decoded, words_bytes_of
from onestop.domain.charsets.decode import decode

DEEPEST = 20
MOST = 300
LONGEST = 1_000_000  # bytes of a part that are read as text
TEXTS = ("text/", "message/", "multipart/")  # a multipart without parts is text under a wrong name
DELETES_SPACE = re.compile(r"delsp\s*=\s*\"?yes")  # RFC 3676, 4.1: for languages that write no spaces
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


def parts_of(message: Message) -> tuple[MailPart, ...]:
    """The leaves of a mail. Of alternatives it keeps the plainest with the content, and all files of the others."""
    found: list[MailPart] = []
    for part in leaves(message, 0, 0):
        found.append(part)
        if len(found) == MOST:
            break
    return tuple(found)


def leaves(message: Message, level: int, depth: int) -> Iterator[MailPart]:
    kind, inner = kind_of(message), inside(message)
    if kind == "message/rfc822" and not (inner and inner[0].keys()):  # a whole mail, encoded against the rules
        data = encoded_mail(message, inner)
        inner = [safely(lambda: message_from_bytes(data), Message())]
    elif kind.startswith("multipart/") and not inner and (found := with_boundary(bytes_of(message))):
        inner = inside(safely(lambda: message_from_bytes(found), Message()))
    if level >= DEEPEST and inner:
        yield MailPart(kind=kind, data=safely(message.as_bytes, b""), name="nested.eml", attached=True, depth=depth)
    elif kind == "message/rfc822" and inner:
        yield MailPart(kind=kind, fields=fields_of(inner[0]), name=name_of(message), depth=depth + 1)
        yield from leaves(inner[0], level + 1, depth + 1)
    elif kind.startswith("message/") and inner:  # a report: groups of fields (RFC 3464, RFC 5965)
        groups = [fields_of(each) for each in inner[:MOST]]
        said = "\n\n".join("\n".join(f"{name}: {value}" for name, value in group) for group in groups)
        yield MailPart(kind=kind, text=said, depth=depth)
    elif kind == "multipart/alternative" and inner:
        yield from plainest([list(leaves(each, level + 1, depth)) for each in inner[:MOST]])
    elif inner:
        for each in inner[:MOST]:
            yield from leaves(each, level + 1, depth)
    else:
        yield leaf(message, kind, depth)


def inside(message: Message) -> list[Message]:
    """The parts of a part. A part without any is not asked, because the library would decode it, and fail on odd
    charsets."""
    payload = message.get_payload() if message.is_multipart() else []
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def encoded_mail(message: Message, inner: list[Message]) -> bytes:
    """The bytes of an enclosed mail that was encoded like a file; the parser took the encoding for its text."""
    encoding = str(message.get("content-transfer-encoding", ""))
    return decoded(bytes_of(inner[0]), encoding) if inner else bytes_of(message)


def leaf(message: Message, kind: str, depth: int) -> MailPart:
    said = str(message.get("content-type", "")).lower()
    disposition = str(message.get("content-disposition", "")).strip().lower()
    read = kind.startswith("text/") and not disposition.startswith("attachment")
    data = words_bytes_of(message) if read else bytes_of(message)
    charset = charset_of(message, kind, data)
    return MailPart(
        kind=kind,
        data=data,
        text=clean_mail_text(decode(data[:LONGEST], charset)) if kind.startswith(TEXTS) else "",
        name=name_of(message),
        attached=disposition.startswith("attachment"),
        shown=disposition.startswith("inline"),
        flowed=kind == "text/plain" and "flowed" in said,
        joins="" if DELETES_SPACE.search(said) else " ",
        depth=depth,
    )


def clean_mail_text(text: str) -> str:
    """Ends lines with a line feed, and removes what cannot be seen or stored."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
