"""Two people fill in one application at the same time: the changes of both are kept, field by field.

Each page carries what its reader had seen when it was shown. The reader changed what differs from that, and nothing
else. If both changed the same field to different values, the stored answer remains and the other becomes its rival: no
answer is thrown away before somebody has chosen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.applications.entry_files import bare
from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.form import GROUP, Field
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, remove_value, set_value

DIGITS = 4  # digits of a position: no group has so many entries, and Python refuses to parse thousands of digits


@dataclass(frozen=True, slots=True)
class Rival:
    """An answer that could not be kept, because somebody else had given another one."""

    path: Path
    value: Any


@dataclass(slots=True)
class _Merge:
    rivals: list[Rival] = field(default_factory=list)


def merge_answers(fields: Iterable[Field], seen: Any, sent: Any, kept: FormAnswers) -> tuple[FormAnswers, list[Rival]]:
    """Returns the answers `kept`, with what was changed between `seen` and `sent` in these fields; and the rivals."""
    merged: FormAnswers = copy_of(kept)
    work = _Merge()
    for each in fields:
        if each.compute is None:
            values = (bare(each, get(answers, each.path)) for answers in (seen, sent, kept))
            value = _merge_one(work, each, each.path, *values)
            remove_value(merged, each.path)
            if not not_given(value):
                set_value(merged, each.path, copy_of(value))
    return merged, work.rivals


def _merge_one(work: _Merge, each: Field, path: Path, seen: Any, sent: Any, kept: Any) -> Any:
    if same(sent, seen) or same(sent, kept):
        return kept
    if same(kept, seen):
        return sent
    if each.kind == GROUP and (lists := _as_entries(seen, sent, kept)):
        return _merge_entries(work, each, path, *lists)
    work.rivals.append(Rival(path, copy_of(sent)))
    return kept


def _as_entries(*values: Any) -> tuple[list[Any], list[Any], list[Any]] | None:
    """Returns three lists of entries from which nobody removed one; None if they cannot be compared by position."""
    seen, sent, kept = ([] if not_given(value) else value for value in values)
    if not all(isinstance(each, list) and all(isinstance(one, Mapping) for one in each) for each in (seen, sent, kept)):
        return None
    return (seen, sent, kept) if len(seen) <= min(len(sent), len(kept)) else None


def _merge_entries(
    work: _Merge, group: Field, path: Path, seen: list[Any], sent: list[Any], kept: list[Any]
) -> list[Any]:
    """Merges entries field by field if both saw them; new ones of either person are added at the end."""
    entries = []
    for at, before in enumerate(seen):
        entry: FormAnswers = copy_of(kept[at])
        for inner in group.fields:
            values = (get(each, inner.path) for each in (before, sent[at], kept[at]))
            value = _merge_one(work, inner, (*path, at, *inner.path), *values)
            remove_value(entry, inner.path)
            if not not_given(value):
                set_value(entry, inner.path, copy_of(value))
        entries.append(entry)
    mine, theirs = sent[len(seen) :], kept[len(seen) :]
    return [*entries, *map(copy_of, theirs), *([] if same(mine, theirs) else map(copy_of, mine))]


def same(one: Any, other: Any) -> bool:
    """Says whether two answers are equal; true is not 1, and all forms of an empty answer are equal."""
    return written(one) == written(other)


def written(value: Any) -> str:
    return "" if not_given(value) else json.dumps(value, sort_keys=True)


def put_at(answers: FormAnswers, path: Path, value: Any) -> bool:
    """Sets or removes an answer, also in an entry of a group; returns False if the entry is no longer there."""
    for at, step in enumerate(path):
        if isinstance(step, int):
            entries = get(answers, path[:at])
            if not isinstance(entries, list) or not 0 <= step < len(entries) or not isinstance(entries[step], dict):
                return False
            if at == len(path) - 1:
                entries[step] = copy_of(value)
                return True
            return put_at(entries[step], path[at + 1 :], value)
    remove_value(answers, path)
    if not not_given(value):
        set_value(answers, path, copy_of(value))
    return True


def is_there(answers: FormAnswers, path: Path) -> bool:
    """Says whether the entries that a path leads through exist."""
    return all(
        isinstance(entries := get(answers, path[:at]), list) and 0 <= step < len(entries)
        for at, step in enumerate(path)
        if isinstance(step, int)
    )


def path_in(text: str) -> Path:
    """Parses a path with positions, as it is written: `stalls.0.sells`."""
    return tuple(int(step) if step.isdecimal() and len(step) <= DIGITS else step for step in text.split("."))
