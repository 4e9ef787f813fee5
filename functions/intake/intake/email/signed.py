"""S/MIME mail that is signed as a whole: the words are inside the signature (RFC 8551, 3.5.2; RFC 5652).

Only what is signed is taken out; whether the signature is right, nobody asks here. Outlook sends mail like this, and
without its words a resident's need would be an empty mail with a file that nobody can open.
"""

from __future__ import annotations

from collections.abc import Iterator

KINDS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")  # what comes next is the content
START = 100  # bytes in which it says that it is signed
EXPLICIT, OCTETS, PIECES = 0xA0, 0x04, 0x24
LONG = 0x80  # a length of more than seven bits follows; alone, the content lasts until its own end
UNTIL_END = -1
MOST = 100_000  # pieces of a content


def is_signed(kind: str, name: str) -> bool:
    """Tells whether a part may be such a mail."""
    return kind in KINDS or name.lower().endswith(".p7m")


def signed_content(data: bytes) -> bytes:
    """What is signed: a whole part of a mail with its header; nothing if it is encrypted, broken or not enclosed."""
    if SIGNED_DATA not in data[:START]:
        return b""
    at = data.find(DATA) + len(DATA)
    if at < len(DATA):
        return b""
    tag, at, _ = opened(data, at)
    return b"".join(octets(data, at)) if tag == EXPLICIT else b""


def octets(data: bytes, at: int) -> Iterator[bytes]:
    """The octets at a place: one string, or a string of pieces."""
    tag, at, length = opened(data, at)
    if tag == OCTETS:
        yield data[at : at + length]
        return
    end = len(data) if length == UNTIL_END else at + length
    for _ in range(MOST if tag == PIECES else 0):
        tag, begins, length = opened(data, at)
        if tag != OCTETS or at >= end:
            return
        at = begins + length
        yield data[begins:at]


def opened(data: bytes, at: int) -> tuple[int, int, int]:
    """The tag at a place, where its content begins, and how long that is (X.690, 8.1); -1 for one that is not there."""
    if at + 2 > len(data):
        return -1, at, 0
    tag, length = data[at], data[at + 1]
    if length < LONG:
        return tag, at + 2, length
    begins = at + 2 + (length & 0x7F)
    return tag, begins, int.from_bytes(data[at + 2 : begins], "big") if length > LONG else UNTIL_END
