"""A history map: which column of an export has what, our words for its words, and the clock by which it was written.

A small YAML file. Every scalar in it is read as plain text: `Yes`, `08` and `1.0` are words of the export. The
maps of `onestop replay` are understood too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from onestop_cli.insights.fields import FIELDS, REPLAY_NAMES
from onestop_cli.insights.history.map_values import (
    EXAMPLE,
    NOTHING,
    as_list,
    by_moment,
    day_first_of,
    did_you_mean,
    formats_of,
    meanings_of,
    read_values_of,
    text_of,
    zone_named,
)
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import fold

SETTINGS = (
    "name", "timezone", "timezones", "columns", "values", "formats", "day_first", "nulls", "taken_at", "optional",
)  # fmt: skip
OF_REPLAY = ("latitude", "longitude", "address", "otherwise", "agencies", "channels")
NO_ZONE = "No `timezone` is said in a map: moments are read as UTC, so hours and days with clock changes may be off."


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryMap:
    """`columns` are ours to theirs, `values` theirs (folded) to ours for each field, `formats` those of each moment."""

    name: str
    columns: Mapping[str, str]
    timezone: str = "UTC"
    timezones: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_first: bool | None = None
    nulls: tuple[str, ...] = ()
    taken_at: str | None = None
    optional: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def zone_of(self, moment: str) -> str:
        return self.timezones.get(moment, self.timezone)


def read_history_map(path: Path) -> HistoryMap:
    """Read a person's map; one that cannot be right is refused with the place, and what would be right."""
    try:
        told = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506  (text only)
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotContinue(f"The map {path} cannot be read: {problem}.") from problem
    except yaml.YAMLError as problem:
        raise CannotContinue(f"The map {path} is not valid YAML.", tuple(str(problem).splitlines())) from problem
    if not isinstance(told, dict):
        raise CannotContinue(f"The map {path} is not right: it must be a list of names and values.", EXAMPLE)
    return map_of({"name": path.stem, **told}, f"The map {path}")


def map_of(told: Mapping[str, Any], whose: str) -> HistoryMap:
    """Reads the map that a person wrote, checked name by name. `whose` begins every error message."""
    columns = read_columns_of(told, whose)
    values = {one: meanings_of(one, words, whose) for one, words in read_values_of(told, whose).items()}
    return HistoryMap(
        name=text_of(told, "name", whose) or "export",
        columns=columns,
        timezone=zone_named(text_of(told, "timezone", whose) or "UTC", "timezone", whose),
        timezones={
            one: zone_named(str(zone), f"timezones.{one}", whose)
            for one, zone in by_moment(told.get("timezones") or {}, "timezones", whose).items()
        },
        values=values,
        formats=formats_of(told.get("formats"), whose),
        day_first=day_first_of(told.get("day_first"), whose),
        nulls=tuple(as_list(told.get("nulls"))),
        taken_at=text_of(told, "taken_at", whose),
        optional=tuple(as_list(told.get("optional"))),
        notes=() if told.get("timezone") or told.get("timezones") else (NO_ZONE,),
    )


def read_columns_of(told: Mapping[str, Any], whose: str) -> dict[str, str]:
    """Reads the columns, under `columns` or next to the settings as in a map of `onestop replay`."""
    beside = {name: value for name, value in told.items() if name not in (*SETTINGS, *OF_REPLAY)}
    inside = told.get("columns") or {}
    if not isinstance(inside, dict):
        raise CannotContinue(f"{whose} is not right: `columns` must be names and columns.", EXAMPLE)
    columns: dict[str, str] = {}
    for name, column in {**beside, **inside}.items():
        ours = REPLAY_NAMES.get(name, name)
        if ours not in FIELDS:
            known = SETTINGS if name in beside else ()
            if name in OF_REPLAY:
                continue
            raise CannotContinue(
                f"{whose} is not right: {name!r} is none of our words{did_you_mean(name, (*FIELDS, *known))}.", EXAMPLE
            )
        if not isinstance(column, str):
            raise CannotContinue(f"{whose} is not right: `{name}` must be the name of one column.", EXAMPLE)
        if column.strip() not in NOTHING:
            columns[ours] = column
    if not columns:
        raise CannotContinue(f"{whose} names no column.", EXAMPLE)
    return columns


def fit_map(known: HistoryMap, columns: Iterable[str], file: Path) -> HistoryMap:
    """The map with the columns as this file spells them; one that it does not have is refused, with the nearest."""
    there = {fold(column): column for column in reversed(list(columns))}
    exact = set(there.values()) | set(columns)
    fitted: dict[str, str] = {}
    for ours, theirs in known.columns.items():
        found = theirs if theirs in exact else there.get(fold(theirs))
        if found is None and ours in known.optional:
            continue
        if found is None:
            raise CannotContinue(
                f"The map says that `{ours}` is the column {theirs!r}, which {file.name} does not have"
                f"{did_you_mean(theirs, there.values())}.",
                (f"Its columns: {', '.join(there[each] for each in reversed(list(there)))}",),
            )
        fitted[ours] = found
    return replace(known, columns=fitted)
