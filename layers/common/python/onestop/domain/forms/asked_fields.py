"""Which pages and fields are asked of somebody who gave these answers, and what remains of the answers then.

One walk in the order of the form: a condition sees the answers before it that are asked, so that what was answered on a
way that somebody left again decides nothing. The walk is the same in the script of forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.forms.form import ENTRY_FILES, GROUP, Field, Form, FormPage
from onestop.domain.forms.logic import condition_is_true, evaluate
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, remove_value, set_value


def not_given(value: Any) -> bool:
    """What forms send for a field that was left empty."""
    return value is None or value == "" or value == []


@dataclass(frozen=True, slots=True)
class AskedFields:
    """`answers`: what is asked and was answered, with what is computed, and whatever the form does not describe.
    `fields`: what is asked, in order, those in entries of groups with their positions; `required`: of it, what the
    description says must be there and is not."""

    answers: FormAnswers
    pages: tuple[FormPage, ...]
    fields: Mapping[Path, Field]
    required: tuple[Path, ...]


@dataclass(slots=True)
class _Walk:
    today: str
    kept: FormAnswers  # of the whole form, so far
    fields: dict[Path, Field] = field(default_factory=dict)
    required: list[Path] = field(default_factory=list)

    def facts(self, item: FormAnswers | None = None) -> dict[str, Any]:
        return {**self.kept, "today": self.today} | ({} if item is None else {"item": item})


def find_asked_fields(form: Form, answers: Mapping[str, Any], today: str) -> AskedFields:
    """Goes through the form with these answers. `today` as 2026-11-23: rules may look at it."""
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
    """One field: of the form, or of the entry `item` at `around`; its answer goes from `source` to `kept`."""
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
    """One entry of a group; its conditions find it as `item`."""
    kept: FormAnswers = copy_of(entry)
    kept.pop(ENTRY_FILES, None)
    for inner in group.fields:
        remove_value(kept, inner.path)
    for inner in group.fields:
        _ask_field(walk, inner, around, entry, kept, kept)
    return kept
