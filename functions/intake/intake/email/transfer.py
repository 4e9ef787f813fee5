"""The bytes of a part, out of the encoding for the way (RFC 2045, 6): what its header says, as far as the bytes agree.

Programs on the way break this: a list adds its footer below base64 as plain text, a gateway loses the header that says
"quoted-printable", another one says "base64" of what is none.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message
from functools import partial

from intake.email.headers import from_base64
from intake.email.labels import safely

BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
BASE64_NOISE = 10  # if one byte in ten is not base64, it is not base64, whatever the header says
BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{1,1000}={0,2}")
SENTENCE = re.compile(rb"(?m)^[^\r\n]*\w[ \t]+\w")  # base64 has no spaces between its letters
ESCAPED = re.compile(rb"(?:=[89A-F][0-9A-F]){2,4}")  # a letter beyond ASCII in quoted-printable
PLAIN = ("", "7bit", "8bit", "binary")


def bytes_of(message: Message) -> bytes:
    """The bytes of a part. An unknown encoding, or one that does not fit the bytes, is ignored."""
    encoding = str(message.get("content-transfer-encoding", ""))
    del message["content-transfer-encoding"]  # so that the standard library returns what was sent, byte by byte
    payload = message.get_payload(decode=True)
    return decoded(payload, encoding) if isinstance(payload, bytes) else b""


def words_bytes_of(message: Message) -> bytes:
    """The bytes of a part that is there to be read: its encoding is seen even if its header was lost."""
    plain = str(message.get("content-transfer-encoding", "")).strip().lower() in PLAIN
    data = bytes_of(message)
    return from_unsaid(data) if plain else data


def decoded(data: bytes, encoding: str) -> bytes:
    name = re.sub(r"[^a-z0-9]", "", encoding.lower())
    if name.startswith("quotedprintable"):
        return binascii.a2b_qp(data)
    if name.startswith("base64"):
        return from_base64_lines(data)
    if name in ("uuencode", "xuuencode", "xuue", "uue"):
        return from_uuencode(data) or data
    return data


def from_base64_lines(data: bytes) -> bytes:
    """Base64, and what a program added below it as plain text; data that is no base64 stays as it is."""
    lines = data.splitlines()
    ends = next((at for at, line in enumerate(lines) if line.strip() and not BASE64_LINE.fullmatch(line.strip())), 0)
    below = b"\n".join(lines[ends:])
    if ends and SENTENCE.search(below):
        return from_base64(b"".join(lines[:ends])) + b"\n\n" + below
    dense = b"".join(data.split())
    noise = len(dense.translate(None, BASE64))
    return data if noise * BASE64_NOISE > len(dense) or SENTENCE.search(data) else from_base64(data)


def from_unsaid(data: bytes) -> bytes:
    """Quoted-printable whose header was lost, known by letters of UTF-8 written in it; any other data stays."""
    if not data.isascii() or not ESCAPED.search(data):
        return data
    plain = binascii.a2b_qp(data)
    return plain if safely(lambda: plain.decode("utf-8"), "") and not plain.isascii() else data


def from_uuencode(data: bytes) -> bytes:
    lines = data.splitlines()
    begin = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), len(lines))
    out = []
    for line in lines[begin + 1 :]:
        if line.strip() == b"end":
            break
        out.append(safely(partial(binascii.a2b_uu, line), b""))
    return b"".join(out)
