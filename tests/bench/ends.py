"""How cases have ended, read from their own rows and not from the status of the workflows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onestop_cli.clients import engine_client
from onestop_cli.ready import RunningSuite

WANTED = ("case", "task", "event")


def count_whole(suite: RunningSuite) -> int:
    """Counts the cases that are closed, with each task done once and a history without a gap."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for key, kind, body in read_rows(suite):
        found.setdefault(key, {kind: [] for kind in WANTED})[kind].append(body)
    return sum(map(is_whole, found.values()))


def is_whole(rows: dict[str, list[dict[str, Any]]]) -> bool:
    case, tasks, events = rows["case"][0], rows["task"], rows["event"]
    ended = [event for event in events if event["type"] == "task.completed"]
    return (
        case["status"] == "closed"
        and all(task["status"] == "done" for task in tasks)
        and len(ended) == len(tasks) > 0
        and sorted(event["sequence"] for event in events) == list(range(1, case["version"] + 1))
    )


def read_rows(suite: RunningSuite) -> Iterator[tuple[str, str, dict[str, Any]]]:
    tables = engine_client("dynamodb", suite.engine)
    for page in tables.get_paginator("scan").paginate(TableName=suite.outputs["CasesTable"]):
        for row in page["Items"]:
            if row["kind"]["S"] in WANTED:
                yield row["pk"]["S"], row["kind"]["S"], json.loads(row["body"]["S"])
