"""The compact protocol of Thrift, as far as Parquet uses it for its footers and headers.

A struct is a mapping from field numbers to values; a whole number is written as `I32` or `I64`, a list as its
`ThriftList` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TRUE, FALSE, I32, I64, BINARY, LIST, STRUCT = 1, 2, 5, 6, 8, 9, 12
NUMBERS = (3, 4, I32, I64)
DOUBLE = 7
STOP = b"\x00"


class Long(int):
    """A whole number of 64 bits; a plain int has 32."""


@dataclass(frozen=True, slots=True)
class ThriftList:
    """A list, and the kind of its values."""

    kind: int
    values: Iterable[Any]


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def write_struct(fields: Mapping[int, Any]) -> bytes:
    out, last = bytearray(), 0
    for number, value in sorted(fields.items()):
        kind = kind_of(value)
        out.append((number - last) << 4 | kind)
        out += b"" if kind in (TRUE, FALSE) else write_value(kind, value)
        last = number
    return bytes(out + STOP)


def kind_of(value: Any) -> int:
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, int):
        return I64 if isinstance(value, Long) else I32
    if isinstance(value, bytes):
        return BINARY
    return LIST if isinstance(value, ThriftList) else STRUCT


def write_value(kind: int, value: Any) -> bytes:
    if kind in (I32, I64):
        return varint(zigzag(value))
    if kind == BINARY:
        return varint(len(value)) + bytes(value)
    if kind == LIST:
        values = [write_value(value.kind, each) for each in value.values]
        short = len(values) < 15
        head = bytes([(len(values) if short else 15) << 4 | value.kind])
        return head + (b"" if short else varint(len(values))) + b"".join(values)
    return write_struct(value)


class ThriftReader:
    """Reads values from bytes, starting at a position. Raises ValueError or IndexError if the bytes are not such a
    struct."""

    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place

    def varint(self) -> int:
        number = shift = 0
        while True:
            byte = self.data[self.place]
            self.place += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7

    def number(self) -> int:
        number = self.varint()
        return number >> 1 if not number & 1 else -(number >> 1) - 1

    def take(self, length: int) -> bytes:
        found = self.data[self.place : self.place + length]
        if len(found) < length:
            raise ValueError("It ends too early.")
        self.place += length
        return found

    def struct(self) -> dict[int, Any]:
        fields, last = dict[int, Any](), 0
        while head := self.take(1)[0]:
            last = last + (head >> 4) if head >> 4 else self.number()
            kind = head & 15
            fields[last] = kind == TRUE if kind in (TRUE, FALSE) else self.value(kind)
        return fields

    def value(self, kind: int) -> Any:
        if kind in NUMBERS:
            return self.take(1)[0] if kind == NUMBERS[0] else self.number()
        if kind == BINARY:
            return self.take(self.varint())
        if kind == DOUBLE:
            return self.take(8)
        if kind == STRUCT:
            return self.struct()
        if kind != LIST:
            raise ValueError(f"There is no kind {kind}.")
        head = self.take(1)[0]
        many, each = (self.varint() if head >> 4 == 15 else head >> 4), head & 15
        if each in (TRUE, FALSE):
            return [self.take(1)[0] == TRUE for _ in range(many)]
        return [self.value(each) for _ in range(many)]
