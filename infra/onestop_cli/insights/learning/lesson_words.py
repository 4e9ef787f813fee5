"""A lesson in English, for the person who runs the command."""

from __future__ import annotations

from typing import Any

from onestop.domain.insights.lessons import DOES, SAYS, STEPS, WATCHED, Lesson
from onestop.domain.translation import translate


def say_lesson(lesson: Lesson) -> tuple[str, str]:
    """Returns what was seen, and what could be done."""
    values = {name: plain(value) for name, value in lesson["values"].items()}
    return tuple(translate(table[lesson["kind"]], "en").format(**values) for table in (SAYS, DOES))  # type: ignore[return-value]


def plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:.1f}"
    known = {**STEPS, **WATCHED}
    return translate(known[value], "en") if value in known else str(value)
