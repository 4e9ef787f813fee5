"""JSON of four shapes as a table: lists, lines, lists inside an object, and the features of GeoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from onestop_cli.insights.history.table import LARGEST_ROW, History, make_raw
from onestop_cli.insights.sql_text import text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

INSIDE = ("features", "results", "data", "records", "requests", "service_requests", "rows", "value", "items")


def open_json(database: DuckDBPyConnection, path: Path, folder: Path) -> History:
    """A list of objects, one object a line, or a list inside of one object, as Open311, GeoJSON and Socrata write."""
    import duckdb

    lined = path if is_list_or_lines(path) else unfolded(path, folder)
    source = f"read_json_objects({text_sql(str(lined))}, maximum_object_size={LARGEST_ROW}, format='auto')"
    try:
        found = database.execute(
            f"SELECT key, count(*) FROM (SELECT unnest(json_keys(json)) AS key FROM {source}) GROUP BY key "  # noqa: S608
            "ORDER BY count(*) DESC, key"
        ).fetchall()
    except duckdb.Error as problem:
        raise CannotContinue(f"{path.name} cannot be read as JSON.", tuple(str(problem).splitlines()[:2])) from problem
    columns = tuple(key for key, _ in found)
    if not columns:
        raise CannotContinue(f"{path.name} has no objects with fields.")

    def load(wanted: Mapping[str, str]) -> None:
        texts = {ours: f"json ->> {text_sql(pointer(theirs))}" for ours, theirs in wanted.items()}
        make_raw(database, texts, source)

    return History(columns, load)


def pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def is_list_or_lines(path: Path) -> bool:
    """Returns whether DuckDB reads it without help: a list, or an object in each line."""
    with path.open("rb") as file:
        first = file.readline(1 << 20).removeprefix(b"\xef\xbb\xbf").strip()
    if first.startswith(b"["):
        return True
    try:
        one = msgspec.json.decode(first)
        return isinstance(one, dict) and not any(isinstance(one.get(name), list) for name in INSIDE)
    except msgspec.DecodeError:
        return False


def unfolded(path: Path, folder: Path) -> Path:
    """Returns the list inside one object, an object a line."""
    try:
        whole = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except msgspec.DecodeError as problem:
        raise CannotContinue(f"{path.name} cannot be read as JSON: {problem}.") from problem
    if not isinstance(whole, dict):
        raise CannotContinue(f"{path.name} is JSON, but neither a list of objects nor an object with a list in it.")
    inside = next((whole[name] for name in INSIDE if isinstance(whole.get(name), list)), None)
    if inside is None:
        raise CannotContinue(
            f"{path.name} is JSON, but no list of objects lies in it (looked for {', '.join(INSIDE)})."
        )
    names = names_of_rows(whole)
    lined = folder / "unfolded.jsonl"
    with lined.open("wb") as out:
        for each in inside:
            out.write(msgspec.json.encode(row_of(each, names)) + b"\n")
    return lined


def names_of_rows(whole: Mapping[str, Any]) -> list[str]:
    """The names of columns where rows are lists, as in Socrata's rows.json."""
    meta = whole.get("meta")
    view = meta.get("view") if isinstance(meta, dict) else None
    columns = view.get("columns") if isinstance(view, dict) else None
    found = columns if isinstance(columns, list) else []
    return [str(each.get("fieldName") or each.get("name")) for each in found if isinstance(each, dict)]


def row_of(each: Any, names: list[str]) -> dict[str, Any]:
    if isinstance(each, list):
        return dict(zip(names, each, strict=False))
    if isinstance(each, dict):
        inner = each.get("properties") or each.get("attributes")
        return inner if isinstance(inner, dict) else each
    return {}
