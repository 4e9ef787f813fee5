"""What a part of a mail says of itself: its type, its charset, its name, read as they were meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message
from typing import TypeVar

from intake.email.charsets import decode, tells_letters
from intake.email.headers import fields_of, first, readable

Value = TypeVar("Value")
NAME = re.compile(r"\b(?:file)?name\s*=\s*\"?([^\";]+)", re.IGNORECASE)
TYPE = re.compile(r"\s*([a-z]+/[a-z0-9.+-]+)\s*(?:;|$)", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
SEEN = 1024  # bytes in which a page names its charset (HTML standard, "prescan a byte stream")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
META = re.compile(rb"<meta[\s/]([^>]*)>?", re.IGNORECASE)
NAMES = (("filename", "content-disposition"), ("name", "content-type"))
UTF_16 = ("utf-16", "utf-16le", "utf-16be", "utf16")  # a page that could be read so far is not in it


def kind_of(message: Message) -> str:
    """The type of a part; some programs write the whole field as one encoded word."""
    said = str(message.get("content-type", ""))
    found = TYPE.match(readable(said)) if "=?" in said else None
    return found[1].lower() if found else message.get_content_type()


def charset_of(message: Message, kind: str, data: bytes) -> str | None:
    """The charset of a text: what its header says, and for a page without, or with one that cannot be, what it says."""
    named = safely(message.get_content_charset, None)
    if not named and (found := CHARSET.search(readable(message.get("content-type", "")))):
        named = found[1]
    if kind == "text/html" and not tells_letters(named, data):
        return charset_in_page(data) or named
    return named


def charset_in_page(data: bytes) -> str | None:
    """What a page says of its own charset in a <meta>."""
    for found in META.findall(COMMENT.sub(b"", data[:SEEN])):
        said = CHARSET.search(found.decode("ascii", "replace"))
        if said:
            return "utf-8" if said[1].lower() in UTF_16 else said[1]
    return None


def name_of(message: Message) -> str:
    """What a file is called, without its folders."""
    name = next(filter(None, (encoded_name(message, *each) for each in NAMES)), "")
    name = name or readable(safely(message.get_filename, None) or "")
    if not name or "\ufffd" in name:  # written in plain, without the encoding of RFC 2231
        fields = fields_of(message)
        said = first(fields, "content-disposition") + ";" + first(fields, "content-type")
        found = NAME.search(said)
        name = found.group(1).strip() if found else name
    return re.split(r"[/\\]", name.replace("\ufffd", "_"))[-1].strip()[:200]


def encoded_name(message: Message, parameter: str, field: str) -> str:
    """A name in the encoding of RFC 2231, whose charset is believed as little as any other."""
    found = safely(lambda: message.get_param(parameter, header=field), None)
    if not isinstance(found, tuple):
        return ""
    charset, _, value = found  # the library gives each byte as a letter
    return safely(lambda: decode(value.encode("latin-1"), charset), value)


def safely(read: Callable[[], Value], otherwise: Value) -> Value:
    """What the standard library makes of a broken header, or what we take where it fails."""
    try:
        return read()
    except Exception:
        return otherwise
