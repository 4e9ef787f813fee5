"""The print house's reports on letters: a CSV that it puts into our bucket, with the lines `name,said,at`.

Its lines become receipts in the queue, several to a message, so that a long file is processed in parallel; one that is
read or comes twice changes nothing twice. A line that cannot be read is counted and reported by its number, and does
not stop the others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from notifications.paper.print_letter import BUCKET
from notifications.receipts import LETTER as RECEIPT
from onestop.domain.letters.delivery import LETTER
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.clients import client
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting

SAID = "said/"
LARGEST = 5_000_000  # bytes of a file: some 70,000 letters
AT_ONCE = 50  # lines in a message: some seconds of work
NAME = re.compile(r"[0-9a-f]{24}")
COLUMNS = ("name", "said", "at")


def is_notice(told: Mapping[str, Any]) -> bool:
    """Tells whether a message of the queue comes from a bucket: that files have arrived, or that it will report
    them."""
    return "Records" in told or told.get("Event") == "s3:TestEvent"


def read_files(told: Mapping[str, Any]) -> None:
    """Reads the files that the bucket reports."""
    for record in told.get("Records", ()):
        key = unquote_plus(record["s3"]["object"]["key"])
        if not key.startswith(SAID):
            continue
        found = client("s3").get_object(Bucket=setting(BUCKET), Key=key)
        if int(found["ContentLength"]) > LARGEST:
            count("PrintHouseLinesRefused")
            logger.error("a file of the print house is too large", bytes=found["ContentLength"])
            continue
        hear_lines(found["Body"].read())


def hear_lines(data: bytes) -> None:
    receipts, wrong = read_lines(data)
    if wrong:
        count("PrintHouseLinesRefused", len(wrong))
        logger.error("lines of the print house cannot be read", lines=wrong[:20], of=len(wrong))
    for first in range(0, len(receipts), AT_ONCE):
        told = {"type": RECEIPT, "receipts": receipts[first : first + AT_ONCE]}
        ask_to_write(told)


def read_lines(data: bytes) -> tuple[list[dict[str, str]], list[int]]:
    """The receipts in a file, and the numbers of lines that cannot be read. Each line is read by itself: a quotation
    mark that is never closed does not affect other lines."""
    receipts, wrong = list[dict[str, str]](), list[int]()
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").splitlines(), 1):
        row = fields_of(line)
        if receipt := read_line(row):
            receipts.append(receipt)
        elif any(row) and tuple(map(str.strip, row)) != COLUMNS:
            wrong.append(number)
    return receipts, wrong


def fields_of(line: str) -> list[str]:
    """The fields of a line; the line itself if it is not CSV."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return [line]


def read_line(row: Sequence[str]) -> dict[str, str] | None:
    """A line as the receipt that it is; None if it says nothing that we know."""
    if len(row) != len(COLUMNS):
        return None
    name, said, at = (value.strip() for value in row)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    if not NAME.fullmatch(name) or said not in LETTER or moment.tzinfo is None:
        return None
    return {"id": name, "said": said, "time": moment.isoformat()}
