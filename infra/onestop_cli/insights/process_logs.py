"""The lake as logs that process mining reads: XES (IEEE 1849), and OCEL 2.0 with cases, tasks and agencies.

Traces are cases, activities are types of events; both hold what the lake holds, so no person is in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2023" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
<classifier name="Activity" keys="concept:name"/>
"""
COLUMNS = "reference, sequence, type, time, agency, service, channel, district, task, actor, id"


def rows_of_log(database: DuckDBPyConnection, service: str | None) -> Iterator[dict[str, Any]]:
    """The events of the cases of a service, or of all, in the order of cases and what happened to each."""
    among = "reference IN (SELECT reference FROM cases WHERE service = ?)" if service else "true"
    said = database.execute(
        f"SELECT {COLUMNS} FROM events WHERE {among} ORDER BY reference, sequence",  # noqa: S608  (columns are ours)
        [service] if service else [],
    )
    names = [column[0] for column in said.description or ()]
    while rows := said.fetchmany(10_000):
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def write_xes(database: DuckDBPyConnection, path: Path, service: str | None = None) -> int:
    """Write a log; gives how many cases are in it. Where there is none, an earlier file stays as it was."""
    rows = rows_of_log(database, service)
    first = next(rows, None)
    if first is None:
        raise CannotContinue(f"There is no case of {service}." if service else "There is no case in this lake.")
    cases, last = 0, None
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for row in chain((first,), rows):
            if row["reference"] != last:
                out.write("</trace>\n" if last else "")
                out.write(f"<trace>{text('concept:name', row['reference'])}{text('channel', row['channel'])}\n")
                last, cases = row["reference"], cases + 1
            own = text("org:group", row["agency"]) + text("service", row["service"]) + text("task", row["task"])
            at = f'<date key="time:timestamp" value="{row["time"].isoformat(timespec="milliseconds")}Z"/>'
            out.write(f"<event>{text('concept:name', row['type'])}{at}{own}{text('by', row['actor'])}</event>\n")
        out.write("</trace>\n</log>\n")
    return cases


def text(key: str, value: str | None) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>" if value else ""


def write_ocel(database: DuckDBPyConnection, path: Path, service: str | None = None) -> int:
    """Write an object-centric log; gives how many objects are in it."""
    objects: dict[str, dict[str, Any]] = {}
    types: dict[str, None] = {}
    events = []
    for row in rows_of_log(database, service):
        at = row["time"].isoformat(timespec="milliseconds") + "Z"
        types[row["type"]] = None
        case, related = f"case:{row['reference']}", []
        for kind, named, role in (
            ("case", row["reference"], "about"),
            ("task", f"{row['reference']}.{row['task']}" if row["task"] else None, "of"),
            ("agency", row["agency"], "done by"),
        ):
            if named:
                objects.setdefault(f"{kind}:{named}", {"id": f"{kind}:{named}", "type": kind, "attributes": []})
                related.append({"objectId": f"{kind}:{named}", "qualifier": role})
        if row["task"]:
            objects[case].setdefault("relationships", [])
            link = {"objectId": f"task:{row['reference']}.{row['task']}", "qualifier": "has"}
            if link not in objects[case]["relationships"]:
                objects[case]["relationships"].append(link)
        events.append({"id": row["id"], "type": row["type"], "time": at, "attributes": [], "relationships": related})
    if not objects:
        raise CannotContinue(f"There is no case of {service}." if service else "There is no case in this lake.")
    told = {
        "objectTypes": [{"name": name, "attributes": []} for name in ("case", "task", "agency")],
        "eventTypes": [{"name": name, "attributes": []} for name in types],
        "objects": list(objects.values()),
        "events": events,
    }
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return len(objects)
