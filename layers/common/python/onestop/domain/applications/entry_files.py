"""Files that are asked for in each entry of a group, such as a payslip for each job. Positions of entries change: an
earlier one may be removed, two editors may add one. So the entry itself lists its files, in whatever state they
are, and the list is moved, merged and removed with it. The list is not an answer: no rule looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onestop.domain.forms.form import ENTRY_FILES, FILE, GROUP, Field, Form
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, remove_value


def inner_files(field: Field) -> Iterator[Field]:
    """Yields the files that a group asks for in each entry, by their paths in the form, which have no positions."""
    for each in field.fields if field.kind == GROUP else ():
        if each.kind == FILE:
            yield replace(each, path=(*field.path, *each.path))


def entries_with_files(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[Field, int, FormAnswers]]:
    """Yields every entry that may have files of its own: its group, its position, and itself."""
    for group in form.fields.values():
        if any(inner_files(group)) and isinstance(entries := get(answers, group.path), list):
            yield from ((group, at, each) for at, each in enumerate(entries) if isinstance(each, dict))


def names_in(entry: Mapping[str, Any]) -> list[str]:
    """Returns the ids of the files that an entry lists."""
    named = entry.get(ENTRY_FILES)
    return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []


def named_anywhere(value: Any) -> set[str]:
    """Returns the files listed anywhere in answers, also in those set aside or disputed."""
    if isinstance(value, Mapping):
        return set(names_in(value)).union(*map(named_anywhere, value.values()))
    return set().union(*map(named_anywhere, value)) if isinstance(value, list) else set()


def name_file(answers: FormAnswers, place: Path, file: str) -> FormAnswers:
    """Returns the answers with one more file listed in the entry around a place; unchanged if there is no such
    entry."""
    changed: FormAnswers = copy_of(answers)
    entry = get(changed, place[: position_in(place) + 1])
    if isinstance(entry, dict):
        entry[ENTRY_FILES] = [*names_in(entry), file]
    return changed


def entry_around(form: Form, answers: Mapping[str, Any], place: Path) -> FormAnswers | None:
    """Returns the answers in the entry around a place, without its files; None if there is no such entry. They
    identify the entry that somebody saw, because another entry may have its position by now."""
    around = place[: position_in(place) + 1]
    if not isinstance(entry := get(answers, around), dict):
        return None
    [own] = bare(form.fields[in_form(around)], [entry])
    return {name: value for name, value in own.items() if name != ENTRY_FILES}


def position_in(place: Path) -> int:
    """Returns which step of a place is the position of an entry."""
    return next(at for at, step in enumerate(place) if isinstance(step, int))


def in_form(place: Path) -> Path:
    """Returns a place's path in the form, which has no positions."""
    return tuple(step for step in place if not isinstance(step, int))


def bare(field: Field, value: Any) -> Any:
    """Returns what pages show and send of an answer, and what is merged: entries without the files for their
    questions, because these change by themselves while they are checked."""
    inner = [each.path[len(field.path) :] for each in inner_files(field)]
    if not inner or not isinstance(value, list):
        return value
    entries = copy_of(value)
    for entry in entries:
        for path in inner if isinstance(entry, dict) else ():
            remove_value(entry, path)
    return entries


def unnamed(form: Form, answers: Mapping[str, Any]) -> FormAnswers:
    """Returns the answers as others get them: without the lists of files in entries."""
    changed: FormAnswers = copy_of(answers)
    for _, _, entry in entries_with_files(form, changed):
        entry.pop(ENTRY_FILES, None)
    return changed
