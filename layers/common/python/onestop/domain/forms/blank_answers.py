"""Answers that a program sends: a text that shows nothing is no answer, however deep it lies, as on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.forms.paths import FormAnswers
from onestop.domain.visible_words import shows_something


def without_blank(answers: Mapping[str, Any]) -> FormAnswers:
    """Returns the answers without such texts and without nulls. Call `check_size` first: this walks through them."""
    return {name: _seen(value) for name, value in answers.items() if value is not None and not is_blank(value)}


def _seen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return without_blank(value)
    if isinstance(value, list):  # an entry that is no text keeps its position, for mistakes name it
        return [_seen(each) for each in value if not is_blank(each)]
    return value


def is_blank(value: Any) -> bool:
    return isinstance(value, str) and not shows_something(value)
