"""The keys of cases, of their parts and of the lists of cases; `case_rows.py` says which row has which key."""

from __future__ import annotations

import zlib
from datetime import date

OPEN_SHARDS = 8
REQUESTS_FIRST, CASES_FIRST = "0", "1"  # in the list index a case's request comes before its snapshot
ON_TOP = "!"  # sorts before every moment: cases that name danger come first in the inbox


def case_key(reference: str) -> str:
    return f"CASE#{reference}"


def event_key(sequence: int) -> str:
    return f"EVENT#{sequence:06d}"


def inbox_key(agency: str) -> str:
    return f"INBOX#{agency}"


def staff_key(staff: str) -> str:
    return f"STAFF#{staff}"


def unassigned_key(agency: str) -> str:
    return f"UNASSIGNED#{agency}"


def done_key(by: str) -> str:
    return f"DID#{by}"


def looked_key(by: str) -> str:
    return f"LOOKED#{by}"


def ended_key(agency: str, month: str) -> str:
    return f"ENDED#{agency}#{month}"


def open_key(shard: int) -> str:
    return f"OPEN#{shard}"


def timer_key(shard: int) -> str:
    return f"TIMER#{shard}"


def near_key(tile: str) -> str:
    return f"NEAR#{tile}"


def area_key(district: str) -> str:
    return f"AREA#{district}"


def again_key(service: str) -> str:
    return f"AGAIN#{service}"


def north_of(lat: float) -> str:
    """Returns a latitude as text that sorts from south to north, precise to about ten centimetres."""
    return f"{lat + 90:010.6f}"


def listed_key(opened: date) -> str:
    return f"LIST#{opened:%Y-%m}"


def updates_key(day: date) -> str:
    return f"UPDATES#{day:%Y-%m-%d}"


def shard_of(reference: str) -> int:
    return zlib.crc32(reference.encode()) % OPEN_SHARDS
