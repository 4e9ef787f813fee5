"""Where an answer is: a path of names and, in lists, of positions. As text it has dots: `children.0.name`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
FormAnswers = dict[str, Any]


def path_of(text: str) -> Path:
    """A path as it is written in a form."""
    return tuple(text.split("."))


def text_of_path(path: Path) -> str:
    """A path as it is written, in the names of fields and in requests."""
    return ".".join(map(str, path))


def get(answers: Any, path: Path) -> Any:
    """What is at a path, None for nothing."""
    for step in path:
        if isinstance(answers, Mapping) and isinstance(step, str):
            answers = answers.get(step)
        elif isinstance(answers, list) and isinstance(step, int) and 0 <= step < len(answers):
            answers = answers[step]
        else:
            return None
    return answers


def set_value(answers: FormAnswers, path: Path, value: Any) -> None:
    """Sets what is at a path of names; objects on the way are made. What stands in the way of one stays as it is."""
    for step in path[:-1]:
        answers = answers.setdefault(str(step), {})
        if not isinstance(answers, dict):
            return
    answers[str(path[-1])] = value


def remove_value(answers: FormAnswers, path: Path) -> None:
    """Takes away what is at a path of names, and the objects that are empty because of it."""
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
    """A copy whose objects and lists are its own."""
    if isinstance(value, Mapping):
        return {name: copy_of(inner) for name, inner in value.items()}
    return [copy_of(inner) for inner in value] if isinstance(value, list) else value
