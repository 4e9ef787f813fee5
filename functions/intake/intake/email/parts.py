"""The parts of a mail, whatever its nesting: a flat list, in order (RFC 2045 to 2049)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from functools import partial
from typing import TypeVar

from intake.email.charsets import decode
from intake.email.headers import Fields, fields_of, first, from_base64, readable
from intake.email.repairing import with_boundary

DEEPEST = 20
MOST = 300
BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
LONGEST = 1_000_000  # bytes of a part that are read as text
BASE64_NOISE = 10  # one byte in ten that is no base64: then it is not base64, whatever the header says
# What is there to be read, not to be saved; of other texts, such as invitations, files are made.
WORDS = ("text/plain", "text/html", "text/enriched", "text/markdown", "text/x-amp-html", "text/watch-html")
TEXTS = ("text/", "message/", "multipart/")  # a multipart without parts is text under a wrong name
Value = TypeVar("Value")
NAME = re.compile(r"\b(?:file)?name\s*=\s*\"?([^\";]+)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part. `depth` counts the mails that it lies in; `fields` are those of a mail that begins here."""

    kind: str
    data: bytes = b""
    text: str = ""
    name: str = ""
    attached: bool = False
    flowed: bool = False
    depth: int = 0
    fields: Fields = ()


def parts_of(message: Message) -> tuple[Part, ...]:
    """The leaves of a mail. Of alternatives the plainest that says something is kept, with all files of the others."""
    found: list[Part] = []
    for part in leaves(message, 0, 0):
        found.append(part)
        if len(found) == MOST:
            break
    return tuple(found)


def leaves(message: Message, level: int, depth: int) -> Iterator[Part]:
    kind, inner = message.get_content_type(), inside(message)
    if kind == "message/rfc822" and not (inner and inner[0].keys()):  # a whole mail, encoded against the rules
        data = encoded_mail(message, inner)
        inner = [safely(lambda: message_from_bytes(data), Message())]
    elif kind.startswith("multipart/") and not inner and (found := with_boundary(bytes_of(message))):
        inner = inside(safely(lambda: message_from_bytes(found), Message()))
    if level >= DEEPEST and inner:
        yield Part(kind=kind, data=safely(message.as_bytes, b""), name="nested.eml", attached=True, depth=depth)
    elif kind == "message/rfc822" and inner:
        yield Part(kind=kind, fields=fields_of(inner[0]), name=name_of(message), depth=depth + 1)
        yield from leaves(inner[0], level + 1, depth + 1)
    elif kind.startswith("message/") and inner:  # a report: groups of fields (RFC 3464, RFC 5965)
        groups = [fields_of(each) for each in inner[:MOST]]
        said = "\n\n".join("\n".join(f"{name}: {value}" for name, value in group) for group in groups)
        yield Part(kind=kind, text=said, depth=depth)
    elif kind == "multipart/alternative" and inner:
        yield from plainest([list(leaves(each, level + 1, depth)) for each in inner[:MOST]])
    elif inner:
        for each in inner[:MOST]:
            yield from leaves(each, level + 1, depth)
    else:
        yield leaf(message, kind, depth)


def inside(message: Message) -> list[Message]:
    """The parts of a part. One that has none is not asked: the library would decode it, and fail over odd charsets."""
    payload = message.get_payload() if message.is_multipart() else []
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def encoded_mail(message: Message, inner: list[Message]) -> bytes:
    """The bytes of a mail inside a mail that was encoded as a file is; the parser took the code for its text."""
    encoding = str(message.get("content-transfer-encoding", ""))
    return decoded(bytes_of(inner[0]), encoding) if inner else bytes_of(message)


def plainest(choices: list[list[Part]]) -> Iterator[Part]:
    """The alternative to read: plain text before HTML, and either only if it says something."""

    def speaks(kind: str) -> Callable[[list[Part]], bool]:
        return lambda parts: any(part.kind == kind and part.text.strip() and not part.attached for part in parts)

    chosen = next((each for kind in ("text/plain", "text/html") for each in filter(speaks(kind), choices)), None)
    for parts in choices:
        yield from (part for part in parts if parts is chosen or chosen is None or part.kind not in WORDS)


def leaf(message: Message, kind: str, depth: int) -> Part:
    data = bytes_of(message)
    charset = safely(message.get_content_charset, None) or charset_in(message)
    disposition = str(message.get("content-disposition", "")).strip().lower()
    return Part(
        kind=kind,
        data=data,
        text=clean(decode(data[:LONGEST], charset)) if kind.startswith(TEXTS) else "",
        name=name_of(message),
        attached=disposition.startswith("attachment"),
        flowed=kind == "text/plain" and "flowed" in str(message.get("content-type", "")).lower(),
        depth=depth,
    )


def bytes_of(message: Message) -> bytes:
    """The bytes of a part. An encoding that nobody knows, or that the bytes are not in, changes nothing."""
    encoding = str(message.get("content-transfer-encoding", ""))
    del message["content-transfer-encoding"]  # so that the standard library gives what was sent, byte by byte
    payload = message.get_payload(decode=True)
    return decoded(payload, encoding) if isinstance(payload, bytes) else b""


def decoded(data: bytes, encoding: str) -> bytes:
    name = re.sub(r"[^a-z0-9]", "", encoding.lower())
    if name.startswith("quotedprintable"):
        return binascii.a2b_qp(data)
    if name.startswith("base64"):
        dense = b"".join(data.split())
        noise = len(dense.translate(None, BASE64))
        return data if noise * BASE64_NOISE > len(dense) else from_base64(data)
    if name in ("uuencode", "xuuencode", "xuue", "uue"):
        return from_uuencode(data) or data
    return data


def from_uuencode(data: bytes) -> bytes:
    lines = data.splitlines()
    begin = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), len(lines))
    out = []
    for line in lines[begin + 1 :]:
        if line.strip() == b"end":
            break
        out.append(safely(partial(binascii.a2b_uu, line), b""))
    return b"".join(out)


def name_of(message: Message) -> str:
    """What a file is called, without its folders."""
    name = readable(safely(message.get_filename, None) or "")
    if not name or "\ufffd" in name:  # written in plain, without the encoding of RFC 2231
        fields = fields_of(message)
        said = first(fields, "content-disposition") + ";" + first(fields, "content-type")
        found = NAME.search(said)
        name = found.group(1).strip() if found else name
    return re.split(r"[/\\]", name)[-1].strip()[:200]


def charset_in(message: Message) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:\-]+)", str(message.get("content-type", "")), re.IGNORECASE)
    return found.group(1) if found else None


def clean(text: str) -> str:
    """Lines end with a line feed, and nothing stands in the text that cannot be seen or kept."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def safely(read: Callable[[], Value], otherwise: Value) -> Value:
    """What the standard library makes of a broken header, or what we take where it fails."""
    try:
        return read()
    except Exception:
        return otherwise
