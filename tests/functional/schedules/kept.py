"""What lies in the tables, read without a call: a look costs nothing and is in nobody's way."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import msgspec
from moto.backends import get_backend

from onestop.contracts.recorded import Recorded
from onestop.domain.cases import CaseFile
from onestop.storage import catalogue
from onestop.storage.catalogue import current
from onestop.storage.files import WholeFile, bodies_of, read_file
from onestop.storage.rows import case_key
from onestop.storage.told import numbers_in
from tests.aws_in_memory import ACCOUNT, REGION

TABLES = ("CasesTable", "PeopleTable", "MessagesTable")


def file(reference: str) -> CaseFile:
    return read_file(reference, bodies(reference))


def whole(reference: str) -> WholeFile:
    bodies = bodies(reference)
    events = [msgspec.json.decode(body, type=Recorded) for body in bodies.get("event", ())]
    return WholeFile(file=read_file(reference, bodies), events=events, notes=[], contacts=[])


def bodies(reference: str) -> dict[str, list[str]]:
    rows = sorted(rows(reference=reference), key=lambda row: row["sk"]["S"])
    return bodies_of(SimpleNamespace(kind=row["kind"]["S"], body=row.get("body", {}).get("S")) for row in rows)  # type: ignore[misc]


def references() -> list[str]:
    """All cases, in the order in which they were opened."""
    return [row["pk"]["S"].removeprefix("CASE#") for row in rows("case")]


def told_of(reference: str) -> frozenset[int]:
    """The numbers of the events that are noted as told."""
    return next((numbers_in(row) for row in rows("told", reference=reference)), frozenset())


def is_listed(reference: str) -> bool:
    """Whether the sweeper still looks at the case."""
    return any("work_key" in row for row in rows("case", reference=reference))


def rows(*kinds: str, reference: str | None = None) -> list[dict[str, Any]]:
    """The rows of some kinds, of one case or of all, in the order in which they were written."""
    items = (item for part in tables()["CasesTable"].items.values() for item in part.values())
    return [
        item.to_json()["Attributes"]
        for item in items
        if (not kinds or item.attrs["kind"].value in kinds)
        and (reference is None or item.attrs["pk"].value == case_key(reference))
    ]


def tables() -> Any:
    return get_backend("dynamodb")[ACCOUNT][REGION].tables


def empty_tables() -> None:
    """Nothing of what happened before is left, but for the catalogue."""
    for name in TABLES:
        tables()[name].items.clear()


def put_row(row: dict[str, str]) -> None:
    """What a state machine writes."""
    tables()["CasesTable"].put_item({name: {"S": value} for name, value in row.items()})


def keep_catalogue() -> None:
    """Reads the catalogue for good: moto copies every row of every table for each transaction."""
    current()
    catalogue._kept["current"].read_at = math.inf
