"""The lake made of the tables: a row for each event, a folder a day, put in place only when it is whole.

The table holds each event exactly once, so nothing needs to be counted twice or waited for. A case changes while the
table is read: the events that were read count up to the first gap; the rest comes with the next export.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from onestop.contracts.lake import lake_row, moment_text
from onestop.contracts.recorded import Recorded, cloud_event
from onestop.storage.lake.read_events import Snapshot
from onestop_cli.insights.lake import ABOUT, RAW, check_replaceable

OPEN_AT_ONCE = 200
SOURCE = "onestop"
KNOWN = "known.json.gz"  # next to the events: what is known about each case that no event says


@dataclass
class Exported:
    """What was written, and what did not fit: cases with a gap in their events, and cases without their snapshot."""

    events: int = 0
    cases: int = 0
    gaps: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


def export_lake(everything: Iterable[Recorded | Snapshot], lake: Path, began_at: datetime) -> Exported:
    """Write all events again. `began_at` is now: everything that happened before it is included. Readers see the old
    lake until all of the new one is there. Raises CannotContinue for a folder that holds something else."""
    check_replaceable(lake)
    lake.mkdir(parents=True, exist_ok=True)
    fresh = lake / f".{RAW}-fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    exported, sequences, versions = Exported(), defaultdict[str, list[int]](list), dict[str, int]()
    with DayFiles(fresh) as files, gzip.open(fresh / KNOWN, "wt", encoding="utf-8", compresslevel=3) as known:
        for each in everything:
            if isinstance(each, Snapshot):
                versions[each.reference] = each.version
                known.write(json.dumps({"reference": each.reference, "language": each.language}) + "\n")
            else:
                files.write(lake_row(cloud_event(each, SOURCE)))
                sequences[each.reference].append(each.sequence)
                exported.events += 1
    (fresh / ABOUT).write_text(json.dumps({"began_at": moment_text(began_at.isoformat())}), encoding="utf-8")
    exported.cases = len(sequences)
    exported.gaps = sorted(case for case, found in sequences.items() if sorted(found) != list(range(1, len(found) + 1)))
    exported.behind = sorted(case for case, version in versions.items() if len(sequences.get(case, ())) < version)
    old = lake / f".{RAW}-old"
    shutil.rmtree(old, ignore_errors=True)
    if (lake / RAW).exists():
        (lake / RAW).rename(old)
    fresh.rename(lake / RAW)
    shutil.rmtree(old, ignore_errors=True)
    return exported


class DayFiles:
    """A file for each day, with a limit on how many are open at once; one that was closed is continued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, IO[str]] = {}

    def __enter__(self) -> DayFiles:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self.open.values():
            file.close()

    def write(self, row: dict[str, Any]) -> None:
        day = row["day"]
        if day not in self.open:
            if len(self.open) >= OPEN_AT_ONCE:
                self.open.pop(next(iter(self.open))).close()
            path = self.folder / f"day={day}"
            path.mkdir(exist_ok=True)
            packed = path / "export.json.gz"
            self.open[day] = gzip.open(packed, "at", encoding="utf-8", compresslevel=3)  # noqa: SIM115  (closed at exit)
        self.open[day].write(json.dumps(row, ensure_ascii=False) + "\n")
