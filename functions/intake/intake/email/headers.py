"""The headers of a mail as text: RFC 5322 as people write it, and RFC 2047 encoded words, broken ones too.

The headers are taken from the standard library's parser, but decoded here: its own structured parsing of addresses
raises on some real mail, and never joins a character that was cut between two encoded words.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message
from email.utils import getaddresses
from itertools import groupby

from onestop.domain.charsets.decode import decode

HeaderFields = tuple[tuple[str, str], ...]

WORD = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=", re.IGNORECASE)
BETWEEN = re.compile(r"(\?=)\s+(?==\?)")  # white space between two encoded words means nothing (RFC 2047, 6.2)
ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"@（）：；，、。“”《》【】]{1,80}@[\w.\-\[\]]{1,200}\w\]?")
MESSAGE_ID = re.compile(r"<([^<>\s]+@[^<>\s]*)>")
LONGEST = 8000  # characters of one header; longer ones are attacks or lists of recipients
MOST_TEXT = 20_000
MOST = 500  # headers


def fields_of(message: Message) -> HeaderFields:
    """All headers in order: names in lower case, values decoded and on one line."""
    return tuple((name.lower(), readable(value)) for name, value in list(message.raw_items())[:MOST])


def first(fields: HeaderFields, name: str) -> str:
    """The first header of a name; empty if there is none."""
    return next((value for each, value in fields if each == name), "")


def every(fields: HeaderFields, *names: str) -> str:
    """All headers of these names, one after the other: the recipients of a mail, the messages that it follows."""
    return " ".join(value for name, value in fields if name in names)


def readable(value: object) -> str:
    """Decodes a raw header."""
    raw = str(value)[:LONGEST].encode("utf-8", "surrogateescape")
    return " ".join(without_words(decode(raw, "utf-8")).replace("\x00", "").split())


def without_words(text: str) -> str:
    """Decodes encoded words; those of one charset are joined first, because some programs cut between two bytes."""
    pieces = WORD.split(BETWEEN.sub(r"\1", text))
    said = pieces[0]
    words = [(pieces[at], encoded(*pieces[at + 1 : at + 3]), pieces[at + 3]) for at in range(1, len(pieces) - 3, 4)]
    run: list[tuple[str, bytes]] = []
    for charset, data, after in words:
        run.append((charset.partition("*")[0], data))
        if after:
            said += joined(run) + after
            run = []
    return said + joined(run)


def encoded(encoding: str, text: str) -> bytes:
    if encoding in "qQ":
        return binascii.a2b_qp(text.replace("_", " ").encode("utf-8", "replace"), header=True)
    return from_base64(text.encode("ascii", "ignore"))


def joined(run: list[tuple[str, bytes]]) -> str:
    groups = groupby(run, key=lambda word: word[0].lower())
    return "".join(decode(b"".join(data for _, data in words), charset) for charset, words in groups)


def from_base64(data: bytes) -> bytes:
    """Decodes base64, ignoring characters that do not belong to it, and a missing end."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"=" * (-len(letters) % 4))


def address_of(value: str) -> tuple[str, str]:
    """The first name and address in a header; a malformed one is searched for something like an address."""
    for name, address in getaddresses([value]):
        if "@" in address and ADDRESS.fullmatch(address):
            return name.strip(), address
    found = ADDRESS.search(value)
    name = value[: found.start()].strip(" <\"'(") if found else value.strip(" <>\"'")
    return name, found.group() if found else ""


def addresses_in(text: str) -> tuple[str, ...]:
    """Everything in a text that looks like an address, in lower case, each once."""
    return tuple(dict.fromkeys(address.lower().rstrip(".") for address in ADDRESS.findall(text[:MOST_TEXT])))


def ids_in(text: str) -> tuple[str, ...]:
    """The message ids in a header."""
    return tuple(MESSAGE_ID.findall(text))
