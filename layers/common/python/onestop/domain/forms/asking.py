"""Which pages and fields are asked of somebody who gave these answers, and what remains of the answers then.

One walk in the order of the form: a condition sees the answers before it that are asked, so that what was answered on a
way that somebody left again decides nothing. The walk is the same in the script of forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.forms.form import GROUP, Field, Form, Page
from onestop.domain.forms.logic import evaluate, holds
from onestop.domain.forms.paths import Answers, Path, copy_of, get, put, take

NOT_GIVEN: tuple[Any, ...] = (None, "", [])


def not_given(value: Any) -> bool:
    return value is None or value == "" or value == []


@dataclass(frozen=True, slots=True)
class Asked:
    """`answers`: what is asked and was answered, with what is computed, and whatever the form does not describe.
    `fields`: what is asked, in order; `required`: of it, what the description says must be there."""

    answers: Answers
    pages: tuple[Page, ...]
    fields: tuple[tuple[Path, Field], ...]
    required: tuple[Path, ...]

    @property
    def paths(self) -> frozenset[Path]:
        return frozenset(path for path, _ in self.fields)


def ask(form: Form, answers: Mapping[str, Any], today: str) -> Asked:
    """Goes through the form with these answers. `today` as 2026-11-23: rules may look at it."""
    kept: Answers = copy_of(answers)
    for path in form.fields:
        take(kept, path)
    pages: list[Page] = []
    fields: list[tuple[Path, Field]] = []
    required: list[Path] = []
    for page in form.pages:
        if not holds(page.when, {**kept, "today": today}):
            continue
        before = len(fields)
        for field in page.fields:
            _ask_field(field, get(answers, field.path), kept, today, fields, required)
        if any(field.compute is None for _, field in fields[before:]):
            pages.append(page)
    return Asked(kept, tuple(pages), tuple(fields), tuple(required))


def _ask_field(
    field: Field,
    given: Any,
    kept: Answers,
    today: str,
    fields: list[tuple[Path, Field]],
    required: list[Path],
) -> None:
    facts = {**kept, "today": today}
    if not holds(field.when, facts):
        return
    fields.append((field.path, field))
    if field.compute is not None:
        given = evaluate(field.compute, facts)
    elif field.kind == GROUP and isinstance(given, list):
        given = [
            _ask_entry(field, entry, at, facts, fields, required) if isinstance(entry, Mapping) else entry
            for at, entry in enumerate(given)
        ]
    if not not_given(given):
        put(kept, field.path, copy_of(given))
    elif field.required and field.compute is None:
        required.append(field.path)


def _ask_entry(
    group: Field,
    entry: Mapping[str, Any],
    at: int,
    facts: Mapping[str, Any],
    fields: list[tuple[Path, Field]],
    required: list[Path],
) -> Answers:
    """One entry of a group; its conditions find it as `item`."""
    kept: Answers = copy_of(entry)
    for inner in group.fields:
        take(kept, inner.path)
    for inner in group.fields:
        here = {**facts, "item": kept}
        if not holds(inner.when, here):
            continue
        path = (*group.path, at, *inner.path)
        fields.append((path, inner))
        given = get(entry, inner.path) if inner.compute is None else evaluate(inner.compute, here)
        if not not_given(given):
            put(kept, inner.path, copy_of(given))
        elif inner.required and inner.compute is None:
            required.append(path)
    return kept
