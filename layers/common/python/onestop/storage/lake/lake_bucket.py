"""The lake in its bucket: one Parquet object for each day and each part of the Cases table.

An object is made only from its rows, in order, so the same rows are always the same bytes, and what S3 says of an
object (its ETag is the MD5 of its bytes) shows whether it is right: nothing is read to find out. A part is a
segment of a scan, and all events of a case are in one part. What is known of cases apart from events is JSON Lines.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onestop.contracts.lake import BASE, columns
from onestop.storage.lake.parquet import ParquetRow, read_parquet, write_parquet

PARTS = 16  # never change it: existing objects are named by these parts
ROWS, TAKEN = "events/", "taken/"


class LakePosition(msgspec.Struct, frozen=True):
    """What was taken of a part: all events before `until`, in objects with these ETags by day, with these columns."""

    until: str = ""
    etags: dict[str, str] = {}
    columns: tuple[str, ...] = ()


def key_of_day(day: str, part: int) -> str:
    return f"{ROWS}{day}/part-{part:02}.parquet"


def key_of_known(part: int) -> str:
    """Returns the key of what is known of cases apart from their events."""
    return f"{ROWS}known.json.{part:02}.gz"


def days_of_part(listed: Iterable[str], part: int) -> dict[str, str]:
    """Returns the days for which a part has an object, each with its key."""
    ending = f"/part-{part:02}.parquet"
    found = [key for key in listed if key.endswith(ending)]
    return {key.removesuffix(ending).removeprefix(ROWS): key for key in found}


def list_lake(s3: Any, bucket: str) -> dict[str, str]:
    """Returns the ETag of each object with rows, by key."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=ROWS)
    return {each["Key"]: each["ETag"].strip('"') for page in pages for each in page.get("Contents", ())}


def pack_rows(rows: Sequence[ParquetRow]) -> bytes:
    """Returns the bytes of a day: the same for the same rows, whenever they are made."""
    return write_parquet(rows, columns(), BASE)


def unpack_rows(body: bytes) -> list[ParquetRow]:
    """Returns the rows of a day; for a damaged or foreign object, one empty row."""
    try:
        return read_parquet(body, columns())
    except ValueError:
        return [{}]


def pack_lines(lines: Iterable[bytes]) -> bytes:
    """Returns the bytes of what is known of cases."""
    return gzip.compress(b"".join(line + b"\n" for line in lines), compresslevel=6, mtime=0)


def etag_of(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def read_rows(s3: Any, bucket: str, key: str) -> list[ParquetRow]:
    return unpack_rows(s3.get_object(Bucket=bucket, Key=key)["Body"].read())


def put_object(s3: Any, bucket: str, key: str, body: bytes) -> None:
    kind = "application/vnd.apache.parquet" if key.endswith(".parquet") else "application/gzip"
    s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType=kind)


def read_taken(s3: Any, bucket: str, part: int) -> LakePosition:
    """Returns what was taken of a part; an empty position if nothing ever was."""
    try:
        body = s3.get_object(Bucket=bucket, Key=f"{TAKEN}part-{part:02}.json")["Body"].read()
    except s3.exceptions.NoSuchKey:
        return LakePosition()
    return msgspec.json.decode(body, type=LakePosition)


def keep_taken(s3: Any, bucket: str, part: int, taken: LakePosition) -> None:
    s3.put_object(
        Bucket=bucket,
        Key=f"{TAKEN}part-{part:02}.json",
        Body=msgspec.json.encode(taken),
        ContentType="application/json",
    )
