"""The path of an answer: names and, in lists, positions. As text it has dots: `children.0.name`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
FormAnswers = dict[str, Any]


def path_of(text: str) -> Path:
    """Parses a path as it is written in a form."""
    return tuple(text.split("."))


def text_of_path(path: Path) -> str:
    """Returns a path as it is written, in the names of fields and in requests."""
    return ".".join(map(str, path))


def get(answers: Any, path: Path) -> Any:
    """Returns the value at a path, None if there is none."""
    for step in path:
        if isinstance(answers, Mapping) and isinstance(step, str):
            answers = answers.get(step)
        elif isinstance(answers, list) and isinstance(step, int) and 0 <= step < len(answers):
            answers = answers[step]
        else:
            return None
    return answers


def set_value(answers: FormAnswers, path: Path, value: Any) -> None:
    """Sets the value at a path of names, and creates objects on the way. If another value is in the way, nothing
    changes."""
    for step in path[:-1]:
        answers = answers.setdefault(str(step), {})
        if not isinstance(answers, dict):
            return
    answers[str(path[-1])] = value


def remove_value(answers: FormAnswers, path: Path) -> None:
    """Removes the value at a path of names, and objects that become empty."""
    name, rest = str(path[0]), path[1:]
    if name not in answers:
        return
    if not rest:
        del answers[name]
    elif isinstance(answers[name], dict):
        inner = answers[name]
        before = len(inner)
        remove_value(inner, rest)
        if before and not inner:
            del answers[name]


def copy_of(value: Any) -> Any:
    """Returns a deep copy."""
    if isinstance(value, Mapping):
        return {name: copy_of(inner) for name, inner in value.items()}
    return [copy_of(inner) for inner in value] if isinstance(value, list) else value
