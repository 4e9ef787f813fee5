"""Copies events into the lake, and compares the lake with the table while doing so.

The table has each event exactly once, so the right content of a day is known to the byte. Where the lake differs, it is
repaired at once and counted as a difference, unless a row is merely new or came late. A run may be interrupted at any
point and repeated: it finds what it has already done.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

import msgspec

from onestop.contracts.lake import columns, lake_row, moment_text
from onestop.contracts.recorded import Recorded, cloud_event
from onestop.storage.lake import lake_bucket
from onestop.storage.lake.lake_bucket import PARTS, LakePosition
from onestop.storage.lake.parquet import ParquetRow
from onestop.storage.lake.read_events import Snapshot

SETTLED = timedelta(minutes=15)  # events older than this are in the table, or never will be
SOURCE = "onestop"  # not a column of the rows
COUNTS = ("taken", "late", "same", "differences", "gaps", "parts", "cut_short", "days_behind")
Everything = Callable[[int, int], Iterable[Recorded | Snapshot]]


@dataclass
class LakePart:
    """What a part of the table contains: lines by day, each with its position in the table, and what is known of cases.

    `seen` has a bit for the number of each event of a case, `settled` the highest number before `until`."""

    days: dict[str, list[tuple[str, int, bytes]]] = field(default_factory=lambda: defaultdict(list))
    known: list[tuple[str, bytes]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    settled: dict[str, int] = field(default_factory=dict)


def last_midnight(at: datetime) -> datetime:
    """Returns the end of the last day (UTC, like all times of the lake) that is over and settled."""
    return datetime.combine((at - SETTLED).date(), time(), at.tzinfo)


def take_lake(
    s3: Any, bucket: str, everything: Everything, until: datetime, has_time: Callable[[], bool], *, again: bool = False
) -> dict[str, int]:
    """Takes all events before `until`, part by part; a part that is done is skipped unless it is asked for `again`.

    `differences` counts rows where the lake differed from the table, `gaps` cases that lack an event; `cut_short`
    is 1 if there was no time for all parts, `days_behind` how many days earlier nights left undone.
    """
    counts, moment = Counter(dict.fromkeys(COUNTS, 0)), moment_text(until.isoformat())
    listed: dict[str, str] | None = None
    for number in range(PARTS):
        before = lake_bucket.read_taken(s3, bucket, number)
        counts["days_behind"] = max(counts["days_behind"], days_behind(before.until, moment))
        if before.until >= moment and not again:
            continue
        if not has_time():
            counts["cut_short"] = 1
            break
        if listed is None:
            listed = lake_bucket.list_lake(s3, bucket)
        read = read_part(everything(number, PARTS), max(moment, before.until))
        counts += take_part(s3, bucket, number, read, listed, before)
        counts["gaps"] += len(gaps_of(read))
        kept = {day: listed[key] for day, key in lake_bucket.days_of_part(listed, number).items()}
        lake_bucket.keep_taken(s3, bucket, number, LakePosition(max(moment, before.until), kept, tuple(columns())))
        counts["parts"] += 1
    return {name: counts[name] for name in COUNTS}


def days_behind(taken: str, until: str) -> int:
    """Returns how many days the last night should have taken and did not; a new lake is not behind."""
    apart = datetime.fromisoformat(until) - datetime.fromisoformat(taken or until)
    return max(0, apart.days - 1)


def read_part(everything: Iterable[Recorded | Snapshot], until: str) -> LakePart:
    """Reads everything in a part that happened before `until`."""
    part = LakePart()
    for each in everything:
        if isinstance(each, Snapshot):
            part.known.append((each.reference, line_of({"reference": each.reference, "language": each.language})))
            continue
        row = lake_row(cloud_event(each, SOURCE))
        part.seen[each.reference] |= 1 << each.sequence
        if row["time"] < until:
            part.days[row["day"]].append((each.reference, each.sequence, line_of(row)))
            part.settled[each.reference] = max(each.sequence, part.settled.get(each.reference, 0))
    return part


def line_of(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def gaps_of(part: LakePart) -> list[str]:
    """Returns the cases that lack an event before one that is settled."""
    whole = {case: (1 << highest + 1) - 2 for case, highest in part.settled.items()}
    return sorted(case for case, bits in whole.items() if part.seen[case] & bits != bits)


def take_part(
    s3: Any, bucket: str, number: int, part: LakePart, listed: dict[str, str], before: LakePosition
) -> Counter[str]:
    """Writes each day of a part as the table has it; `listed` is kept up to date."""
    counts = Counter[str]()
    there = lake_bucket.days_of_part(listed, number)
    for day in sorted(part.days.keys() | there.keys()):
        key = lake_bucket.key_of_day(day, number)
        lines = [line for _, _, line in sorted(part.days.get(day, ()))]
        body = lake_bucket.pack_rows([msgspec.json.decode(line) for line in lines])
        if listed.get(key) == lake_bucket.etag_of(body):
            counts["same"] += len(lines)
            continue
        old = lake_bucket.read_rows(s3, bucket, key) if key in listed else []
        counts += compare_days(
            lake_bucket.unpack_rows(body), old, before, as_left=listed.get(key) == before.etags.get(day)
        )
        put_lake_object(s3, bucket, key, body, listed)
    known = lake_bucket.pack_lines(line for _, line in sorted(part.known))
    if listed.get(lake_bucket.key_of_known(number)) != lake_bucket.etag_of(known):
        put_lake_object(s3, bucket, lake_bucket.key_of_known(number), known, listed)
    return counts


def put_lake_object(s3: Any, bucket: str, key: str, body: bytes, listed: dict[str, str]) -> None:
    lake_bucket.put_object(s3, bucket, key, body)
    listed[key] = lake_bucket.etag_of(body)


def compare_days(rows: list[ParquetRow], old: list[ParquetRow], before: LakePosition, *, as_left: bool) -> Counter[str]:
    """Returns the rows of a day that are new, and those where the lake differed. A missing row is not a difference if
    it happened since the last run, or if the object is unchanged since then: it came late."""
    now, then = by_event(rows), by_event(old)
    missing = [row for name, row in now.items() if name not in then]
    older = sum(row["time"] < before.until for row in missing)
    own = set(before.columns or columns()) & set(columns())  # columns that both versions have
    both = now.keys() & then.keys()
    changed = sum(any(now[name].get(each) != then[name].get(each) for each in own) for name in both)
    found = Counter(
        same=len(both) - changed,
        taken=len(missing) if as_left else len(missing) - older,
        late=older if as_left else 0,
        differences=changed + len(then.keys() - now.keys()) + (0 if as_left else older),
    )
    return Counter({name: count for name, count in found.items() if count})


def by_event(rows: list[ParquetRow]) -> dict[str, ParquetRow]:
    """Returns the rows by the ids of their events; a row without an id counts as one that the table does not have."""
    return {str(row.get("id", f"row {number}")): row for number, row in enumerate(rows)}
