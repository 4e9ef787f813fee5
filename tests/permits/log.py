"""A log of permit applications, read case by case from XES (IEEE 1849) or from CSV with a row for each event."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.rows import read_columns, read_rows

COLUMNS = frozenset({"case", "case_startdate", "case_deadline", "case_enddate", "activity", "timestamp", "org_group"})
NOBODY = "EMPTY"  # what the log writes where it does not say which group did something

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """One event of the log: something was done. ``group`` is empty where the log does not say by whom."""

    activity: str
    at: datetime
    group: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One case of the log, its events in the order of the log; ``planned_end`` is when the office meant to be done."""

    id: str
    channel: str
    start: datetime
    deadline: datetime
    end: datetime | None
    planned_end: datetime | None = None
    events: tuple[Done, ...]


def is_permit_log(path: Path) -> bool:
    """Returns whether a file is such a log: by its name, or by the columns of its header."""
    if path.suffix.lower() == ".xes":
        return True
    return path.suffix.lower() == ".csv" and set(read_columns(path)) >= COLUMNS


def read_log(path: Path) -> Iterator[Application]:
    """Read the cases of a log in their order in the file."""
    traces = read_xes(path) if path.suffix.lower() == ".xes" else read_csv_traces(path)
    try:
        for case, events in traces:
            yield make_application(case, events)
    except (OSError, ElementTree.ParseError, csv.Error) as problem:
        raise CannotContinue(f"{path} cannot be read: {problem}.") from problem
    except (KeyError, ValueError) as problem:
        raise CannotContinue(f"{path} is not a log of permit applications: {problem!r}.") from problem


def make_application(case: Words, events: Iterable[Words]) -> Application:
    end, planned = case.get("enddate"), case.get("enddate_planned")
    return Application(
        id=case["id"],
        channel=case.get("channel", ""),
        start=datetime.fromisoformat(case["startdate"]),
        deadline=datetime.fromisoformat(case["deadline"]),
        end=datetime.fromisoformat(end) if end else None,
        planned_end=datetime.fromisoformat(planned) if planned else None,
        events=tuple(map(make_event, events)),
    )


def make_event(event: Words) -> Done:
    group = event.get("org_group", "")
    return Done(
        activity=event["activity"],
        at=datetime.fromisoformat(event["timestamp"]),
        group="" if group == NOBODY else group,
        resource=event.get("resource", ""),
    )


def read_csv_traces(path: Path) -> Iterator[tuple[Words, list[Words]]]:
    """Reads the cases of a CSV file, in which the rows of a case are together and repeat its fields."""
    before: list[Words] = []
    for row in read_rows(path):
        if before and before[0]["case"] != row["case"]:
            yield case_of(before[0]), before
            before = []
        before.append(row)
    if before:
        yield case_of(before[0]), before


def case_of(row: Words) -> Words:
    fields = {name.removeprefix("case_"): value for name, value in row.items() if name.startswith("case_")}
    return {"id": row["case"], **fields}


# what XES calls the fields of the CSV file
XES_NAMES = {
    "concept:name": "activity",
    "time:timestamp": "timestamp",
    "org:group": "org_group",
    "org:resource": "resource",
}


def read_xes(path: Path) -> Iterator[tuple[Words, list[Words]]]:
    """The cases of an XES file, one at a time: such files can be larger than the memory."""
    for _, node in ElementTree.iterparse(path):  # expat bounds expansion
        if without_namespace(node.tag) != "trace":
            continue
        case = attributes_of(node)
        events = [attributes_of(child) for child in node if without_namespace(child.tag) == "event"]
        named: list[Words] = [{XES_NAMES.get(key, key): value for key, value in event.items()} for event in events]
        yield {**case, "id": case["concept:name"]}, named
        node.clear()


def attributes_of(node: ElementTree.Element) -> Words:
    """The attributes of a trace or event: its children that have a key and a value."""
    return {child.attrib["key"]: child.attrib["value"] for child in node if "value" in child.attrib}


def without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]
