"""A classifier as one compressed file: its description, then the numbers of pieces and their rows."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from array import array
from typing import Any

from onestop.domain.understanding.classifier import Classifier

MARK = b"onestop classifier 1\n"
MOST_BYTES = 16_000_000  # uncompressed; a larger file is not ours
PIECE_BYTES = 4


class Unreadable(ValueError):
    """The file is not a classifier, or not one of this version.

    Not an OnestopError: the command reports it in its own words, and no caller can fix it.
    """


def name_of_classifier(data: bytes) -> str:
    """Returns a name for a classifier computed from its content."""
    return hashlib.sha256(data).hexdigest()[:16]


def write_classifier(classifier: Classifier) -> bytes:
    """Returns the file of a classifier."""
    head = {
        "about": classifier.about,
        "classes": list(classifier.classes),
        "pieces": len(classifier.numbers),
        "bias": list(classifier.bias),
        "scales": list(classifier.scales),
        "importance_unit": classifier.importance_unit,
        "unknown_importance": list(classifier.unknown_importance),
        "warmth": classifier.warmth,
    }
    written = json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    gaps = array("I", (high - low for low, high in zip((0, *classifier.numbers), classifier.numbers, strict=False)))
    return MARK + zlib.compress(written + little(gaps).tobytes() + by_class(classifier), 9)


def by_class(classifier: Classifier) -> bytes:
    """Returns the rows transposed: weights grouped by class compress better."""
    width = len(classifier.classes) + 1
    return b"".join(classifier.rows[lane::width] for lane in range(width))


def read_classifier(data: bytes) -> Classifier:
    """Reads the classifier of a file."""
    if not data.startswith(MARK):
        raise Unreadable("this is no classifier of this version: make it anew with `onestop train`")
    try:
        unpacked = zlib.decompressobj().decompress(data[len(MARK) :], MOST_BYTES)
        written, _, rest = unpacked.partition(b"\n")
        head: dict[str, Any] = json.loads(written)
        count, width = head["pieces"], len(head["classes"]) + 1
        if len(rest) != count * (PIECE_BYTES + width):
            raise Unreadable("this classifier is cut short: make it anew with `onestop train`")
        return Classifier(
            about=head["about"],
            classes=tuple(head["classes"]),
            numbers=numbers_of(rest[: count * PIECE_BYTES]),
            rows=rows_of(rest[count * PIECE_BYTES :], count, width),
            bias=tuple(head["bias"]),
            scales=tuple(head["scales"]),
            importance_unit=head["importance_unit"],
            unknown_importance=tuple(head["unknown_importance"]),
            warmth=head["warmth"],
        )
    except (zlib.error, KeyError, TypeError, json.JSONDecodeError) as error:
        raise Unreadable("this classifier is damaged: make it anew with `onestop train`") from error


def numbers_of(data: bytes) -> array[int]:
    """Decodes the numbers of pieces from their differences."""
    gaps = array("I")
    gaps.frombytes(data)
    numbers, number = array("I"), 0
    for gap in little(gaps):
        number += gap
        numbers.append(number)
    return numbers


def rows_of(lanes: bytes, count: int, width: int) -> bytes:
    """Returns the rows as they are summed."""
    rows = bytearray(count * width)
    for lane in range(width):
        rows[lane::width] = lanes[lane * count : (lane + 1) * count]
    return bytes(rows)


def little(numbers: array[int]) -> array[int]:
    """Returns the same numbers in little-endian order."""
    if sys.byteorder == "little":
        return numbers
    turned = array(numbers.typecode, numbers)
    turned.byteswap()
    return turned
