"""A history map: which column of an export says what, what its words mean in ours, and by which clock it was written.

A small YAML file. Every scalar of it is read as text, as it stands: `Yes`, `08` and `1.0` are words of the export. The
maps of `onestop replay` are understood too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import yaml

from onestop_cli.insights.fields import FIELDS, MOMENTS, REPLAY_NAMES
from onestop_cli.insights.history.words import MEANINGS
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import fold

SETTINGS = (
    "name", "timezone", "timezones", "columns", "values", "formats", "day_first", "nulls", "taken_at", "optional",
)  # fmt: skip
OF_REPLAY = ("latitude", "longitude", "address", "otherwise", "agencies", "channels")
NO_ZONE = "No `timezone` is said in a map: moments are read as UTC, so hours and days with clock changes may be off."
NOTHING = ("", "null", "~")
EXAMPLE = (
    "A history map is YAML such as:",
    "  timezone: America/Chicago     # by which clock the export was written",
    "  columns:                      # our word: the export's column; all but one may be left out",
    "    id: case_no",
    "    opened: created_at",
    "    closed: finished_at",
    "    due: promised_for",
    "    status: state",
    "  values:                       # the export's word: ours",
    "    status: {Finished: closed, Running: open}",
    "  formats: ['%d.%m.%Y %H:%M']   # only where a moment could be read in two ways",
    f"Our words for columns: {', '.join(FIELDS)}.",
)


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
    """The map that a person wrote, checked name by name. `whose` begins every sentence about what is wrong."""
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
    """The columns, under `columns` or beside the settings as in a map of `onestop replay`."""
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


def read_values_of(told: Mapping[str, Any], whose: str) -> dict[str, Any]:
    """What is said of the export's words; `channels` is what a map of `onestop replay` calls those of channels."""
    values = told.get("values") or {}
    if not isinstance(values, dict):
        raise CannotContinue(f"{whose} is not right: `values` must be fields and what their words mean.", EXAMPLE)
    wrong = [one for one in values if one not in FIELDS and one not in REPLAY_NAMES]
    if wrong:
        raise CannotContinue(
            f"{whose} is not right: values.{wrong[0]} is none of our words{did_you_mean(wrong[0], FIELDS)}.", EXAMPLE
        )
    named: dict[str, Any] = {REPLAY_NAMES.get(str(one), str(one)): words for one, words in values.items()}
    return {"channel": told["channels"], **named} if told.get("channels") else named


def meanings_of(one: str, words: Any, whose: str) -> dict[str, str]:
    """Their words, folded, and ours; written `theirs: ours`, or `ours: [theirs, theirs]`."""
    if not isinstance(words, dict):
        raise CannotContinue(f"{whose} is not right: values.{one} must be words and what they mean.", EXAMPLE)
    meanings: dict[str, str] = {}
    for left, right in words.items():
        pairs = [(each, left) for each in right] if isinstance(right, list) else [(left, right)]
        for theirs, ours in pairs:
            meanings[fold_word(str(theirs))] = meaning_named(one, str(ours), whose)
    return meanings


def meaning_named(one: str, ours: str, whose: str) -> str:
    """Our word, checked where a field has only so many of them."""
    known = MEANINGS.get(one)
    if known is None:
        return ours
    meant = known.get(fold_word(ours))
    if meant is None:
        right = ", ".join(dict.fromkeys(known.values()))
        raise CannotContinue(f"{whose} is not right: values.{one} says {ours!r}; right would be one of {right}.")
    return meant


def formats_of(told: Any, whose: str) -> dict[str, tuple[str, ...]]:
    """Formats for every moment (a list), or for each (names and lists)."""
    if isinstance(told, dict):
        return {one: tuple(as_list(each)) for one, each in by_moment(told, "formats", whose).items()}
    formats = tuple(as_list(told))
    return dict.fromkeys(MOMENTS, formats) if formats else {}


def by_moment(told: Any, setting: str, whose: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise CannotContinue(f"{whose} is not right: `{setting}` must be moments and what is said of each.", EXAMPLE)
    wrong = next((one for one in told if one not in MOMENTS), None)
    if wrong is not None:
        raise CannotContinue(
            f"{whose} is not right: {setting}.{wrong} is no moment{did_you_mean(wrong, MOMENTS)} "
            f"({', '.join(MOMENTS)})."
        )
    return told


def day_first_of(told: Any, whose: str) -> bool | None:
    if told is None or told in NOTHING:
        return None
    if str(told).casefold() not in ("true", "yes", "false", "no"):
        raise CannotContinue(f"{whose} is not right: day_first is {told!r}; right would be true or false.")
    return str(told).casefold() in ("true", "yes")


def zone_named(name: str, setting: str, whose: str) -> str:
    if name not in available_timezones():
        raise CannotContinue(
            f"{whose} is not right: {setting} is {name!r}, which is no time zone"
            f"{did_you_mean(name, available_timezones())}; right would be such as America/Chicago."
        )
    return name


def text_of(told: Mapping[str, Any], name: str, whose: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise CannotContinue(f"{whose} is not right: `{name}` must be one text.", EXAMPLE)
    return None if value is None or value.strip() in NOTHING else value.strip()


def as_list(told: Any) -> list[str]:
    if told is None or told == "":
        return []
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]


def fold_word(word: str) -> str:
    """A word of an export as it is compared: capitals and spaces do not count."""
    return " ".join(word.casefold().split())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ ", did you mean ...?" where one is near, by letters and digits alone; else nothing."""
    folded = {fold(each): each for each in known}
    near = get_close_matches(fold(word), list(folded), n=1, cutoff=0.6)
    return f" (did you mean {folded[near[0]]!r}?)" if near else ""


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
