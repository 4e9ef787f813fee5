"""What a part of a mail declares: its type, its charset, its name, decoded."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message
from typing import TypeVar

from intake.email.headers import fields_of, first, readable
from onestop.domain.charsets.decode import decode, tells_letters

Value = TypeVar("Value")
NAME = re.compile(r"\b(?:file)?name\s*=\s*\"?([^\";]+)", re.IGNORECASE)
TYPE = re.compile(r"\s*([a-z]+/[a-z0-9.+-]+)\s*(?:;|$)", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
SEEN = 1024  # bytes in which a page names its charset (HTML standard, "prescan a byte stream")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
META = re.compile(rb"<meta[\s/]([^>]*)>?", re.IGNORECASE)
NAMES = (("filename", "content-disposition"), ("name", "content-type"))
UTF_16 = ("utf-16", "utf-16le", "utf-16be", "utf16")  # a page that could be read up to here is not in it


def kind_of(message: Message) -> str:
    """The type of a part; some programs write the whole header as one encoded word."""
    said = str(message.get("content-type", ""))
    found = TYPE.match(readable(said)) if "=?" in said else None
    return found[1].lower() if found else message.get_content_type()


def charset_of(message: Message, kind: str, data: bytes) -> str | None:
    """The charset of a text as its header declares it; for an HTML page whose header declares none, or an impossible
    one, as the page itself declares it."""
    named = safely(message.get_content_charset, None)
    if not named and (found := CHARSET.search(readable(message.get("content-type", "")))):
        named = found[1]
    if kind == "text/html" and not tells_letters(named, data):
        return charset_in_page(data) or named
    return named


def charset_in_page(data: bytes) -> str | None:
    """The charset that a page declares in a <meta>."""
    for found in META.findall(COMMENT.sub(b"", data[:SEEN])):
        said = CHARSET.search(found.decode("ascii", "replace"))
        if said:
            return "utf-8" if said[1].lower() in UTF_16 else said[1]
    return None


def name_of(message: Message) -> str:
    """The name of a file, without its folders."""
    name = next(filter(None, (encoded_name(message, *each) for each in NAMES)), "")
    name = name or readable(safely(message.get_filename, None) or "")
    if not name or "\ufffd" in name:  # written plainly, without the encoding of RFC 2231
        fields = fields_of(message)
        said = first(fields, "content-disposition") + ";" + first(fields, "content-type")
        found = NAME.search(said)
        name = found.group(1).strip() if found else name
    return re.split(r"[/\\]", name.replace("\ufffd", "_"))[-1].strip()[:200]


def encoded_name(message: Message, parameter: str, field: str) -> str:
    """A name in the encoding of RFC 2231, whose charset is trusted no more than any other."""
    found = safely(lambda: message.get_param(parameter, header=field), None)
    if not isinstance(found, tuple):
        return ""
    charset, _, value = found  # the library gives each byte as a character
    return safely(lambda: decode(value.encode("latin-1"), charset), value)


def safely(read: Callable[[], Value], otherwise: Value) -> Value:
    """The standard library's reading of a broken header, or `otherwise` if it fails."""
    try:
        return read()
    except Exception:
        return otherwise
