"""Finds the pages and fields that somebody with these answers is asked, and the answers that remain.

One pass in the order of the form: a condition sees only earlier answers that are still asked, so answers on a path that
somebody left again decide nothing. The script of forms does the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.forms.form import ENTRY_FILES, GROUP, Field, Form, FormPage
from onestop.domain.forms.logic import condition_is_true, evaluate
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, remove_value, set_value


def not_given(value: Any) -> bool:
    """Says whether a value is what forms send for an empty field."""
    return value is None or value == "" or value == []


@dataclass(frozen=True, slots=True)
class AskedFields:
    """`answers`: the answers that are asked, computed values, and whatever the form does not describe. `fields`: the
    fields that are asked, in order, those in entries of groups with their positions; `required`: those of them
    that the form requires and that have no answer."""

    answers: FormAnswers
    pages: tuple[FormPage, ...]
    fields: Mapping[Path, Field]
    required: tuple[Path, ...]


@dataclass(slots=True)
class _Walk:
    today: str
    kept: FormAnswers  # answers of the whole form, so far
    fields: dict[Path, Field] = field(default_factory=dict)
    required: list[Path] = field(default_factory=list)

    def facts(self, item: FormAnswers | None = None) -> dict[str, Any]:
        return {**self.kept, "today": self.today} | ({} if item is None else {"item": item})


def find_asked_fields(form: Form, answers: Mapping[str, Any], today: str) -> AskedFields:
    """Goes through the form with these answers. `today` is a date such as 2026-11-23, which rules may use."""
    walk = _Walk(today, copy_of(answers))
    for path in form.fields:
        remove_value(walk.kept, path)
    pages: list[FormPage] = []
    for page in form.pages:
        if page.when is not None and not condition_is_true(page.when, walk.facts()):
            continue
        before = len(walk.fields)
        for each in page.fields:
            _ask_field(walk, each, (), answers, walk.kept, None)
        if any(each.compute is None for each in list(walk.fields.values())[before:]):
            pages.append(page)
    return AskedFields(walk.kept, tuple(pages), walk.fields, tuple(walk.required))


def _ask_field(
    walk: _Walk, each: Field, around: Path, source: Mapping[str, Any], kept: FormAnswers, item: FormAnswers | None
) -> None:
    """Handles one field of the form, or of the entry `item` at `around`; copies its answer from `source` to `kept`."""
    if each.when is not None and not condition_is_true(each.when, walk.facts(item)):
        return
    path = (*around, *each.path)
    walk.fields[path] = each
    given = get(source, each.path) if each.compute is None else evaluate(each.compute, walk.facts(item))
    if each.kind == GROUP and isinstance(given, list):
        given = [
            _ask_entry(walk, each, (*path, at), entry) if isinstance(entry, Mapping) else entry
            for at, entry in enumerate(given)
        ]
    if not not_given(given):
        set_value(kept, each.path, copy_of(given))
    elif each.required and each.compute is None:
        walk.required.append(path)


def _ask_entry(walk: _Walk, group: Field, around: Path, entry: Mapping[str, Any]) -> FormAnswers:
    """Handles one entry of a group; its conditions see it as `item`."""
    kept: FormAnswers = copy_of(entry)
    kept.pop(ENTRY_FILES, None)
    for inner in group.fields:
        remove_value(kept, inner.path)
    for inner in group.fields:
        _ask_field(walk, inner, around, entry, kept, kept)
    return kept
