"""An index as a file, kept with its release: its text as JSON, then its numbers, compressed."""

from __future__ import annotations

import json
import sys
import zlib
from array import array

from onestop.domain.answers.index import AnswerIndex

ARRAYS = {"starts": "L", "postings": "H", "points": "H"}  # array types: numbers below 2 ** 32, and below 2 ** 16
SIZES = {"L": 4, "H": 2}


class UnreadableIndex(ValueError):
    """Data that is not one of our indexes.

    Not an OnestopError: no caller can fix it; they get an internal error.
    """


def write_index(index: AnswerIndex) -> bytes:
    """Returns an index as bytes; the same index gives the same bytes."""
    about = {"articles": index.articles, "terms": list(index.terms), "phrases": index.phrases}
    head = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    numbers = [packed(getattr(index, name), kind) for name, kind in ARRAYS.items()]
    lengths = [len(head), *map(len, numbers)]
    return zlib.compress(b"".join((packed(array("L", lengths), "L"), head, *numbers)), 9)


def read_index(data: bytes) -> AnswerIndex:
    """Reads the index. Raises UnreadableIndex."""
    try:
        whole = zlib.decompress(data)
        lengths = unpacked(whole[:16], "L")
        parts: list[bytes] = []
        start = 16
        for length in lengths:
            parts.append(whole[start : start + length])
            start += length
        about = json.loads(parts[0])
        terms = {term: number for number, term in enumerate(about["terms"])}
        starts, postings, points = (unpacked(part, kind) for part, kind in zip(parts[1:], ARRAYS.values(), strict=True))
        return AnswerIndex(about["articles"], terms, starts, postings, points, about["phrases"])
    except (zlib.error, ValueError, KeyError, TypeError) as wrong:
        raise UnreadableIndex("this is no index of answers") from wrong


def packed(numbers: array[int], kind: str) -> bytes:
    """Returns numbers as bytes, little-endian on every machine."""
    wide = sized(kind)
    copy = array(wide, numbers)
    if sys.byteorder == "big":
        copy.byteswap()
    return copy.tobytes()


def unpacked(data: bytes, kind: str) -> array[int]:
    numbers = array(sized(kind))
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def sized(kind: str) -> str:
    """Returns the array type with as many bytes here as in the file: a long is longer on some machines."""
    return next(each for each in (kind, "I", "L") if array(each).itemsize == SIZES[kind])
