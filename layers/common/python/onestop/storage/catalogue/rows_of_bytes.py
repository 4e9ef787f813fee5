"""Bytes in rows of the Catalogue table: a classifier, an index. They are written as base64, which is read in C.

Until November 2026 they were written as base85. Such rows are read too: a release of that time may be put in force
again. Reading them takes a second of CPU where a megabyte of base64 takes milliseconds.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator

from onestop.storage.tables import CatalogueRow

MARK = "64:"  # at the beginning of each row; base85 has no colon
ROW_LETTERS = 300_000  # of a row, which holds at most 400 KB; of base64, whole groups of four


def save_bytes(key: str, data: bytes) -> None:
    """Writes bytes under a key of their own; safe to repeat."""
    with CatalogueRow.batch_write() as batch:
        for row in rows_of_bytes(key, data):
            batch.save(row)


def rows_of_bytes(key: str, data: bytes) -> Iterator[CatalogueRow]:
    written = b2a_base64(data, newline=False).decode()
    for number, start in enumerate(range(0, len(written), ROW_LETTERS)):
        yield CatalogueRow(key, f"{number:04d}", body=MARK + written[start : start + ROW_LETTERS])


def load_bytes(key: str) -> bytes | None:
    """Reads what was saved under a key; None if nothing was: one Query. Raises ValueError while it is being written in
    the new way over the old one."""
    written = [row.body or "" for row in CatalogueRow.query(key, consistent_read=True)]
    if all(row.startswith(MARK) for row in written):
        return a2b_base64("".join(row.removeprefix(MARK) for row in written)) or None
    from base64 import b85decode  # late: only needed for a release of before

    return b85decode("".join(written))
