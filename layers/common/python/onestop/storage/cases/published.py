"""What has already followed from a case: which of its events were published, and which tokens were used.

One row next to each case, kind `told`, extended without being read: two writers at once both keep their marks. A mark
that could not be written does no harm: the sweeper publishes again, and a used token is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import CaseFile
from onestop.storage.cases.case_keys import case_key
from onestop.storage.cases.read_case import read_file
from onestop.storage.tables import CaseRow, connection

MARKS = "TOLD"  # the row's name since the first version


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedState:
    """A case with all that tells whether everything that should follow from it has followed."""

    file: CaseFile
    events: tuple[Recorded, ...]
    tokens: Mapping[str, str]
    published: frozenset[int] = frozenset()
    used: frozenset[str] = frozenset()

    def unpublished(self) -> list[Recorded]:
        """Returns the events that were not published."""
        return [event for event in self.events if event.sequence not in self.published]

    def gaps(self) -> list[int]:
        """Returns the numbers of missing events: every case has its events 1 to `version`."""
        there = {event.sequence for event in self.events}
        return [number for number in range(1, self.file.case.version + 1) if number not in there]

    def unused(self) -> dict[str, str]:
        """Returns the tokens that have not been used yet, by the task or survey that they wait for."""
        return {name: token for name, token in self.tokens.items() if mark_of(token) not in self.used}


def load_standing(reference: str) -> PublishedState:
    """Reads a case with its history, tokens and marks: one Query. Raises NotFound."""
    bodies: dict[str, list[str]] = {}
    tokens: dict[str, str] = {}
    marks: dict[str, Any] = {}
    client: Any = connection().client
    pages = client.get_paginator("query").paginate(
        TableName=CaseRow.Meta.table_name,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": case_key(reference)}},
        ConsistentRead=True,
    )  # fmt: skip
    for row in (row for page in pages for row in page["Items"]):
        kind = row["kind"]["S"]
        if kind == "token":
            tokens[row["sk"]["S"].removeprefix("TOKEN#")] = row["body"]["S"]
        elif kind == "told":
            marks = row
        else:
            bodies.setdefault(kind, []).append(row["body"]["S"])
    return PublishedState(
        file=read_file(reference, bodies),
        events=tuple(msgspec.json.decode(body, type=Recorded) for body in bodies.get("event", ())),
        tokens=tokens,
        published=numbers_in(marks),
        used=frozenset(marks.get("used", {}).get("SS", ())),
    )


def note(reference: str, published: Collection[int], used: Collection[str] = ()) -> frozenset[int]:
    """Notes which events (by number) were published and which tokens (by mark) were used; returns all ever
    published."""
    sets = {name: values for name, values in ((":told", numbers(published)), (":used", words(used))) if values}
    if not sets:
        return frozenset()
    answer = connection().client.update_item(
        TableName=CaseRow.Meta.table_name,
        Key={"pk": {"S": case_key(reference)}, "sk": {"S": MARKS}},
        UpdateExpression=f"SET kind = :kind ADD {', '.join(f'{name[1:]} {name}' for name in sets)}",
        ExpressionAttributeValues={":kind": {"S": "told"}, **sets},
        ReturnValues="ALL_NEW",
    )
    return numbers_in(answer["Attributes"])


def unlist(reference: str, version: int) -> bool:
    """Removes a closed case, fully published, from the list of the unfinished; returns whether it was on it.

    A case that has changed meanwhile, or was reopened, has another version and stays.
    """
    try:
        connection().client.update_item(
            TableName=CaseRow.Meta.table_name,
            Key={"pk": {"S": case_key(reference)}, "sk": {"S": "CASE"}},
            UpdateExpression="REMOVE work_key, work_order",
            ConditionExpression="version = :version AND attribute_exists(work_key)",
            ExpressionAttributeValues={":version": {"N": str(version)}},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


def mark_of(token: str) -> str:
    """Returns what represents a token among the used ones: tokens are long, and whoever holds one may use it."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def numbers_in(row: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(map(int, row.get("told", {}).get("NS", ())))


def numbers(values: Collection[int]) -> dict[str, list[str]] | None:
    return {"NS": [str(value) for value in sorted(set(values))]} if values else None


def words(values: Collection[str]) -> dict[str, list[str]] | None:
    return {"SS": sorted(set(values))} if values else None
