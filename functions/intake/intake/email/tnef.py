"""winmail.dat: the package into which Outlook puts files for other Outlooks (MS-OXTNEF), unpacked as far as it is
simple.

A stream of attributes: the level (1 byte), the attribute (4), the length (4), the value, a checksum (2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = b"\x78\x9f\x3e\x22"
HEADER = struct.Struct("<BII")
KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
BODY, FILE_BEGINS, FILE_NAME, FILE_DATA = 0x0002800C, 0x00069002, 0x00018010, 0x0006800F


def is_tnef(kind: str, data: bytes) -> bool:
    """Tells whether a part is such a package, whatever its name is."""
    return kind in KINDS or data.startswith(SIGNATURE)


def unwrap(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The plain text, if there is one, and the files with their names, both in the sender's charset."""
    body, files = b"", list[tuple[bytes, bytes]]()
    name = b""
    for attribute, value in attributes(data):
        if attribute == BODY:
            body = value.rstrip(b"\x00")
        elif attribute == FILE_BEGINS:
            name = b""
        elif attribute == FILE_NAME:
            name = value.rstrip(b"\x00")
            files = [(name, kept) if at == len(files) - 1 and not named else (named, kept)
                     for at, (named, kept) in enumerate(files)]  # fmt: skip
        elif attribute == FILE_DATA:
            files.append((name, value))
    return body, files


def attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6  # after the signature and a key
    while at + HEADER.size <= len(data) and data.startswith(SIGNATURE):
        _, attribute, length = HEADER.unpack_from(data, at)
        at += HEADER.size
        if at + length > len(data):
            return
        yield attribute, data[at : at + length]
        at += length + 2
