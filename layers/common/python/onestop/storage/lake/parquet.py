"""Reads and writes tables as Parquet with the standard library alone: only what the lake needs of the format.

One row group, one page a column, values as they are, packed by gzip. The same rows are the same bytes, whenever and by
whichever version of a library they are written: the lake compares objects by bytes (docs/decisions/0069). A column of
empty values is left out, so a field added by a newer contract changes no earlier file. Readers take columns by name.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from onestop.storage.lake.thrift_compact import (
    BINARY,
    I32,
    STRUCT,
    Long,
    ThriftList,
    ThriftReader,
    varint,
    write_struct,
)

MARK = b"PAR1"
PLAIN, RLE, GZIP, OPTIONAL, DATA_PAGE = 0, 3, 2, 1, 0
BOOLEAN, INT32, INT64, DOUBLE, BYTE_ARRAY = 0, 1, 2, 5, 6
EPOCH, DAY_ONE = datetime(1970, 1, 1, tzinfo=UTC), date(1970, 1, 1).toordinal()
MILLISECOND = timedelta(milliseconds=1)
TEXT: dict[int, Any] = {1: {}}  # logical types, as unions of the format
DAY: dict[int, Any] = {6: {}}
MOMENT: dict[int, Any] = {8: {1: False, 2: {1: {}}}}  # in milliseconds, without a zone: all times of the lake are UTC
# for each SQL type: how it is stored, its logical type, and the older name for that
KINDS: Mapping[str, tuple[int, dict[int, Any]]] = {
    "varchar": (BYTE_ARRAY, {6: 0, 10: TEXT}),
    "timestamp": (INT64, {10: MOMENT}),
    "date": (INT32, {6: 6, 10: DAY}),
    "bigint": (INT64, {}),
    "double": (DOUBLE, {}),
    "boolean": (BOOLEAN, {}),
}
ParquetRow = dict[str, Any]
# the errors that reading foreign bytes may raise
DAMAGED = (LookupError, AttributeError, TypeError, ArithmeticError, RecursionError, struct.error, zlib.error)


def write_parquet(rows: Sequence[ParquetRow], columns: Mapping[str, str], always: Iterable[str]) -> bytes:
    """Returns the bytes of a file. `columns` are SQL types; those in `always` are written even if all values are
    empty."""
    kept = set(always) | {name for row in rows for name, value in row.items() if value is not None}
    own = {name: kind for name, kind in columns.items() if name in kept}
    body, chunks, unpacked_all = bytearray(MARK), [], 0
    for name, kind in own.items():
        page, unpacked = page_of([row.get(name) for row in rows], kind)
        chunks.append({2: Long(len(body)), 3: {
            1: KINDS[kind][0], 2: ThriftList(I32, (PLAIN, RLE)), 3: ThriftList(BINARY, (name.encode(),)), 4: GZIP,
            5: Long(len(rows)), 6: Long(unpacked), 7: Long(len(page)), 9: Long(len(body)),
        }})  # fmt: skip
        body += page
        unpacked_all += unpacked
    group = {1: ThriftList(STRUCT, chunks), 2: Long(unpacked_all), 3: Long(len(rows))}
    fields: list[dict[int, Any]] = [{4: b"rows", 5: len(own)}]
    fields += [{1: KINDS[kind][0], 3: OPTIONAL, 4: name.encode(), **KINDS[kind][1]} for name, kind in own.items()]
    about = {1: 1, 2: ThriftList(STRUCT, fields), 3: Long(len(rows)), 4: ThriftList(STRUCT, (group,)), 6: b"onestop"}
    footer = write_struct(about)
    return bytes(body) + footer + struct.pack("<I", len(footer)) + MARK


def page_of(values: Sequence[Any], kind: str) -> tuple[bytes, int]:
    """Returns the page of a column with its header, and the unpacked length of both."""
    levels = b"".join(
        varint(sum(1 for _ in run) << 1) + bytes([there]) for there, run in groupby(each is not None for each in values)
    )
    plain = struct.pack("<I", len(levels)) + levels + plain_of([each for each in values if each is not None], kind)
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    packed = packer.compress(plain) + packer.flush()
    header = write_struct({1: DATA_PAGE, 2: len(plain), 3: len(packed), 5: {1: len(values), 2: PLAIN, 3: RLE, 4: RLE}})
    return header + packed, len(header) + len(plain)


def plain_of(values: Sequence[Any], kind: str) -> bytes:
    if kind == "varchar":
        texts = [(each if isinstance(each, str) else json.dumps(each)).encode() for each in values]
        return b"".join(struct.pack("<I", len(text)) + text for text in texts)
    if kind == "boolean":
        bits = sum(1 << place for place, each in enumerate(values) if each)
        return bits.to_bytes((len(values) + 7) // 8, "little")
    if kind == "timestamp":
        moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in values]
        return struct.pack(f"<{len(values)}q", *((each - EPOCH) // MILLISECOND for each in moments))
    if kind == "date":
        return struct.pack(f"<{len(values)}i", *(date.fromisoformat(each).toordinal() - DAY_ONE for each in values))
    return struct.pack(f"<{len(values)}{'d' if kind == 'double' else 'q'}", *values)


def read_parquet(body: bytes, columns: Mapping[str, str]) -> list[ParquetRow]:
    """Returns the rows of a file that was written here. Raises ValueError for any other file, and for a damaged one."""
    try:
        return list(rows_of(body, columns))
    except DAMAGED as problem:
        raise ValueError("It is no file that was written here, or it is damaged.") from problem


def rows_of(body: bytes, columns: Mapping[str, str]) -> Iterator[ParquetRow]:
    if len(body) < 12 or body[:4] != MARK or body[-4:] != MARK:
        raise ValueError("It is no Parquet.")
    (length,) = struct.unpack("<I", body[-8:-4])
    about = ThriftReader(body, len(body) - 8 - length).struct()
    found = {}
    for group in about[4]:
        for chunk in (each[3] for each in group[1]):
            name = chunk[3][0].decode()
            kind = columns.get(name)
            if kind and (chunk[1], chunk[4]) != (KINDS[kind][0], GZIP):
                raise ValueError(f"{name} is not stored as it is here.")
            if kind:
                found[name] = list(values_of(body, chunk[9], chunk[5], kind))
    if not found or any(len(values) != about[3] for values in found.values()):
        raise ValueError("It has more or fewer rows than it says.")
    for number in range(about[3]):
        yield {name: values[number] for name, values in found.items() if values[number] is not None}


def values_of(body: bytes, place: int, many: int, kind: str) -> Iterator[Any]:
    reader = ThriftReader(body, place)
    header = reader.struct()
    if header[1] != DATA_PAGE or header[5][1] != many or header[5][2] != PLAIN:
        raise ValueError("Its pages are not as they are written here.")
    plain = zlib.decompress(reader.take(header[3]), 31)
    (length,) = struct.unpack_from("<I", plain)
    levels, there = ThriftReader(plain[4 : 4 + length]), list[bool]()
    while levels.place < length:
        run = levels.varint()
        if run & 1 or run >> 1 > many - len(there):
            raise ValueError("Its levels are not as they are written here.")
        there += [levels.take(1) == b"\x01"] * (run >> 1)
    if len(there) != many:
        raise ValueError("It has more or fewer values than it says.")
    values = iter(plain_values(plain[4 + length :], sum(there), kind))
    return (next(values) if each else None for each in there)


def plain_values(data: bytes, many: int, kind: str) -> list[Any]:
    if kind == "varchar":
        reader = ThriftReader(data)
        return [reader.take(struct.unpack("<I", reader.take(4))[0]).decode() for _ in range(many)]
    if kind == "boolean":
        bits = int.from_bytes(data, "little")
        return [bool(bits >> place & 1) for place in range(many)]
    if kind == "date":
        return [date.fromordinal(each + DAY_ONE).isoformat() for each in struct.unpack(f"<{many}i", data)]
    found = struct.unpack(f"<{many}{'d' if kind == 'double' else 'q'}", data)
    if kind != "timestamp":
        return list(found)
    moments = [EPOCH + each * MILLISECOND for each in found]
    return [each.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3] for each in moments]
