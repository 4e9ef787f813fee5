"""All that is kept of one person: one JSON for machines (its schema is in `docs/people.md`), one page for people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from onestop_cli.people.rights.places import StoredRow
from onestop_cli.people.rights.traces import APPLICATION, Traces
from onestop_cli.private_file import write_private_file
from onestop_cli.problems import CannotContinue

FORMAT = "onestop-person/1"
TITLES = {
    "people": "You",
    "cases": "Your cases",
    "applications": "Your applications",
    "looks": "Who saw them",
    "files": "Files",
    "other": "Other",
}
MACHINERY = frozenset({"token", "told", "once", "limit"})  # counts and marks of our own; some open doors
ONE_EACH = frozenset({"case", "request", "plan"})


def as_data(traces: Traces, made_at: str) -> dict[str, Any]:
    """Returns everything, by case and by kind. `other` is what belongs neither to a case nor to a person."""
    cases: dict[str, dict[str, Any]] = {reference: {"letters": []} for reference in sorted(traces.cases)}
    applications: list[Any] = []
    other: list[dict[str, Any]] = []
    for row in (row for row in traces.rows if row.kind not in MACHINERY):
        reference = row.pk.removeprefix("CASE#")
        if row.pk.startswith("CASE#") and reference in cases:
            put_with_case(cases[reference], row)
        elif row.pk.startswith(APPLICATION):
            applications.append(said(row.body))
        elif not row.pk.startswith(("PERSON#", "IDENTITY#", "REMIND#")):
            other.append({"table": row.table, "key": row.pk.partition("#")[0], "says": said(row.body)})
    return {
        "format": FORMAT,
        "made_at": made_at,
        "people": [{"id": id_, **who} for id_, who in traces.people.items()],
        "cases": [{"reference": reference, **case} for reference, case in cases.items()],
        "applications": applications,
        "files": [{"bucket": each.bucket, "key": each.key} for each in traces.objects],
        "looks": sorted((look_of(row) for row in traces.looks), key=lambda look: str(look.get("at"))),
        "other": other,
    }


def write_person(into: Path, data: Mapping[str, Any]) -> None:
    """Writes both files for the operator's eyes only: others with an account on this machine must not read them. Raises
    CannotContinue."""
    try:
        write_private_file(into / "person.json", json.dumps(data, ensure_ascii=False, indent=2))
        write_private_file(into / "person.html", as_page(data))
    except OSError as problem:
        raise CannotContinue(f"{into} cannot be written: {problem.strerror}.") from problem


def put_with_case(case: dict[str, Any], row: StoredRow) -> None:
    if row.table == "Messages":
        if row.sk == "RESPONSE":
            case["survey"] = said(row.body)
        else:
            case["letters"].append(said(row.body))
    elif row.kind in ONE_EACH:
        case[row.kind] = said(row.body)
    else:
        case.setdefault(f"{row.kind}s", []).append(said(row.body))


def look_of(row: StoredRow) -> dict[str, Any]:
    """Returns a look: when, what was seen and for which purpose. It names the agency; only the agency may name the
    person."""
    look = said(row.body)
    wanted = ("at", "agency", "fields", "purpose", "where")
    return {name: look.get(name) for name in wanted} if isinstance(look, dict) else {}


def said(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


def as_page(data: Mapping[str, Any]) -> str:
    """The same to read: each thing with its name."""
    parts = [f"<h1>What is kept about you</h1><p>Made on {escape(data['made_at'])}.</p>"]
    for name, title in TITLES.items():
        parts.append(f"<h2>{title}</h2>{listed(data[name])}")
    style = "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto}dt{font-weight:bold}dd{margin-left:1.5rem}"
    head = f'<meta charset="utf-8"><title>What is kept about you</title><style>{style}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'


def listed(value: Any) -> str:
    if isinstance(value, Mapping):
        told = {str(name): each for name, each in value.items() if each not in (None, [], {}, "")}
        shown = "".join(f"<dt>{escape(name)}</dt><dd>{listed(each)}</dd>" for name, each in told.items())
        return f"<dl>{shown}</dl>"
    if isinstance(value, list):
        return f"<ul>{''.join(f'<li>{listed(each)}</li>' for each in value)}</ul>" if value else "<p>Nothing.</p>"
    return escape(str(value))


def by_kind(traces: Traces) -> dict[str, int]:
    """Counts the rows of each table, to print before anything is done."""
    counted: dict[str, int] = defaultdict(int)
    for row in traces.rows:
        counted[row.table] += 1
    return dict(counted)
