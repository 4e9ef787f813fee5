"""Compares two versions of a form: which questions moved, are new, or changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.domain.applications.application import Renewed
from onestop.domain.forms.form import Field, Form
from onestop.domain.forms.paths import Path, path_of, text_of_path

Moves = Mapping[Path, Path]  # where an answer was -> where it is now


def moves_of(form: Form) -> dict[Path, Path]:
    """Returns the moves since earlier versions that the form declares."""
    return {path_of(old): path_of(new) for old, new in form.given.get("moved", {}).items()}


def where_asked(form: Form) -> dict[Path, Path]:
    """Returns the present place of each renamed question."""
    moves = moves_of(form)
    return {path: end_of(path, moves) for path in moves}


def end_of(path: Path, moves: Moves) -> Path:
    """Returns the present place of an answer that moved once or more often."""
    seen = {path}
    while (then := moves.get(path)) is not None and then not in seen:
        seen.add(then)
        path = then
    return path


def what_changed(old: Form, new: Form, moves: Moves, at: datetime) -> Renewed:
    """Returns which questions are new, and which changed."""
    before = {end_of(path, moves): field for path, field in old.fields.items()}
    asked = [path for path, field in new.fields.items() if path not in before and field.compute is None]
    changed = [path for path, field in new.fields.items() if path in before and _asks(field) != _asks(before[path])]
    return Renewed(at=at, asked=tuple(map(text_of_path, asked)), changed=tuple(map(text_of_path, changed)))


def _asks(field: Field) -> tuple[Any, ...]:
    inner = tuple((each.path, _asks(each)) for each in field.fields)
    return field.kind, field.whole, field.required, [value for value, _ in field.choices], inner
