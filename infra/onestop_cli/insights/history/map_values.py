"""The values of a history map, checked one by one: what words mean, formats, time zones. Each error says what would be
right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from onestop_cli.insights.fields import FIELDS, MOMENTS, REPLAY_NAMES
from onestop_cli.insights.history.words import MEANINGS
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import fold

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


def read_values_of(told: Mapping[str, Any], whose: str) -> dict[str, Any]:
    """Reads what the export's words mean; `channels` is the name for channel words in a map of `onestop replay`."""
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
    """Returns our word, checked if a field allows only certain words."""
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
    if name not in (known := _known_zones()):
        raise CannotContinue(
            f"{whose} is not right: {setting} is {name!r}, which is no time zone"
            f"{did_you_mean(name, known)}; right would be such as America/Chicago."
        )
    return name


@cache  # Python searches several folders for it
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


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
    """Returns a word of an export in the form in which it is compared: capitals and spaces do not count."""
    return " ".join(word.casefold().split())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ ", did you mean ...?" where one is near, by letters and digits alone; else nothing."""
    folded = {fold(each): each for each in known}
    near = get_close_matches(fold(word), list(folded), n=1, cutoff=0.6)
    return f" (did you mean {folded[near[0]]!r}?)" if near else ""
