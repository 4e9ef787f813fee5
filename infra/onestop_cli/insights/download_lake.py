"""Brings the lake of an installation to this machine: what changed of it, so that measures can be worked out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onestop.storage.lake.lake_bucket import PARTS, ROWS, etag_of, list_lake, read_taken
from onestop_cli.insights.lake import ABOUT, RAW, check_replaceable
from onestop_cli.problems import CannotContinue


def bring_lake(s3: Any, bucket: str, lake: Path) -> tuple[int, int]:
    """Make the files of `lake` those of the bucket; gives how many there are and how many were brought now. Raises
    CannotContinue where nothing was taken yet, or not all of it: half of a lake would teach what is not so; and for a
    folder that holds something else."""
    check_replaceable(lake)
    taken = [read_taken(s3, bucket, part).until for part in range(PARTS)]
    if not all(taken):
        done = sum(bool(until) for until in taken)
        raise CannotContinue(
            f"Of {PARTS} parts of the lake {done} are taken.",
            ("`insights` takes them by night; docs/runbooks/lake-behind.md says how to have it done now.",),
        )
    listed = {here_as(key): (key, etag) for key, etag in list_lake(s3, bucket).items()}
    folder = lake / RAW
    folder.mkdir(parents=True, exist_ok=True)
    for path in [each for each in folder.rglob("*") if each.is_file()]:
        if str(path.relative_to(folder)) not in listed:
            path.unlink()
    changed = [(name, key) for name, (key, etag) in sorted(listed.items()) if not is_here(folder / name, etag)]
    for name, key in changed:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    (folder / ABOUT).write_text(json.dumps({"began_at": min(taken)}), encoding="utf-8")
    return len(listed), len(changed)


def here_as(key: str) -> str:
    """Returns the path of a file of the bucket on this machine: its days are folders such as `day=2026-11-28`."""
    name = key.removeprefix(ROWS)
    return f"day={name}" if "/" in name else name


def is_here(path: Path, etag: str) -> bool:
    return path.is_file() and etag_of(path.read_bytes()) == etag
