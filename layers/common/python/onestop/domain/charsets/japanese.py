"""Japanese as Windows and telephones write it: ISO-2022-JP and EUC-JP with the rows of NEC and IBM (①, ㈱, 髙).

Python's codecs know only the standards. Every character of these rows is one of Windows-31J (cp932) under another
number, so the pairs are converted into that. Microsoft calls the first code page 50221, the second 51932.
"""

from __future__ import annotations

import re

ESCAPE = re.compile(rb"\x1b(\$[@B]|\$\([@BDO-Q]|\([BJIH]|&@)")
PAIRS = (b"$@", b"$B", b"$(@", b"$(B", b"$(O", b"$(P", b"$(Q")
SUPPLEMENT, KANA = b"$(D", b"(I"
EUC = re.compile(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|(?:[\xa1-\xfe]{2})+|[\x00-\x7f]+")


def read_iso2022(data: bytes) -> str | None:
    """Decodes seven-bit text that changes its character set by escapes; None for any other bytes."""
    if not data.isascii():
        return None
    first, *rest = ESCAPE.split(data)
    said = [first.decode("ascii")]
    for escape, run in zip(rest[::2], rest[1::2], strict=True):
        if escape in PAIRS:
            said.append(from_pairs(run))
        elif escape == SUPPLEMENT:
            said.append((b"".join(b"\x8f" + high(run[at : at + 2]) for at in range(0, len(run), 2))).decode("euc_jp"))
        elif escape == KANA:
            said.append(high(run).decode("cp932"))
        else:
            said.append(run.decode("ascii"))
    text = "".join(said)
    return None if "\x1b" in text else text


def read_euc(data: bytes) -> str | None:
    """Decodes EUC-JP with the rows that its standard leaves empty; None for any other bytes."""
    found = EUC.findall(data)
    if b"".join(found) != data:
        return None
    return "".join(map(from_euc, found))


def from_euc(run: bytes) -> str:
    if run[:1] == b"\x8f":
        return run.decode("euc_jp")
    if run[:1] == b"\x8e":
        return run[1:].decode("cp932")
    return run.decode("ascii") if run.isascii() else from_pairs(bytes(byte & 0x7F for byte in run))


def from_pairs(run: bytes) -> str:
    """Rows and cells of JIS as cp932 numbers them. Line ends between two runs may lack the escape back to ASCII."""
    parts = re.split(rb"([\r\n\t ]+)", run)
    return b"".join(part if at % 2 else b"".join(map(as_cp932, *halves(part))) for at, part in enumerate(parts)).decode(
        "cp932"
    )


def halves(run: bytes) -> tuple[bytes, bytes]:
    if len(run) % 2:
        raise ValueError("half a character")
    return run[::2], run[1::2]


def as_cp932(row: int, cell: int) -> bytes:
    lead = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
    trail = cell + (0x7E if row % 2 == 0 else 0x20 if cell > 0x5F else 0x1F)
    return bytes((lead, trail))


def high(run: bytes) -> bytes:
    return bytes(byte | 0x80 for byte in run)
