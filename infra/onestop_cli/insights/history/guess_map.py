"""A map that is guessed: which column means what, by the names that exports usually use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from onestop_cli.insights.fields import KNOWN_NAMES
from onestop_cli.insights.history.map import NO_ZONE, HistoryMap, read_history_map
from onestop_cli.insights.history.map_values import EXAMPLE
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import fold


def sample_maps(folder: Path) -> list[HistoryMap]:
    """Returns the maps that are part of Onestop, one for each city whose exports we know."""
    return [read_history_map(path) for path in sorted(folder.glob("*.yaml"))]


def guess_map(columns: Iterable[str], known: Iterable[HistoryMap], file: Path) -> HistoryMap:
    """The map of a city whose id, service and opening the file has; else one by usual names. Says what it lacks."""
    there = {fold(column): column for column in reversed(list(columns))}
    for each in known:
        if all(fold(each.columns[one]) in there for one in ("id", "service", "opened")):
            kept = {ours: there[fold(theirs)] for ours, theirs in each.columns.items() if fold(theirs) in there}
            return replace(each, columns=kept, notes=(f"The columns are those of {each.name}: read with its map.",))
    taken: dict[str, str] = {}
    for ours, names in KNOWN_NAMES.items():
        found = next((there[name] for name in names if name in there and there[name] not in taken.values()), None)
        if found:
            taken[ours] = found
    if not {"opened", "id", "service"} & set(taken):
        near = near_names(there)
        raise CannotContinue(
            f"No column of {file.name} is known to say when a case came, so a map is needed (--map)."
            + (f" Did you mean {' or '.join(map(repr, near))}?" if near else ""),
            (f"Its columns: {', '.join(there[each] for each in reversed(list(there)))}", *EXAMPLE),
        )
    said = ", ".join(f"{ours} = {theirs}" for ours, theirs in taken.items())
    return HistoryMap(
        name="guessed",
        columns=taken,
        notes=(
            f"No map was given; by their names: {said}.",
            NO_ZONE,
        ),
    )


def near_names(there: dict[str, str]) -> list[str]:
    near = [one for name in KNOWN_NAMES["opened"] for one in get_close_matches(name, list(there), n=1, cutoff=0.75)]
    near += [name for name in there if "date" in name or "time" in name or name.endswith(("dt", "at"))]
    return [there[each] for each in dict.fromkeys(near)][:3]
