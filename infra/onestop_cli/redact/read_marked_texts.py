"""A file of texts with the places of the personal data in them: JSON Lines, or one JSON array."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onestop_cli.problems import CannotContinue
from onestop_cli.redact.kinds import kind_of, language_of

TEXT = ("text", "message", "content", "sentence", "body")
SPANS = ("spans", "entities", "labels", "annotations", "pii", "planted")
LANGUAGE = ("language", "lang", "locale")
START, END = ("start", "begin", "from", "start_offset", "offset"), ("end", "stop", "to", "end_offset")
KIND = ("kind", "label", "type", "entity_type", "entity", "category", "tag", "entity_group")
VALUE = ("value", "text", "word", "surface")


@dataclass(frozen=True, slots=True)
class Planted:
    """A personal datum: its place in the text, and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text of the file and all personal data in it; ``line`` counts from 1."""

    line: int
    text: str
    language: str
    spans: tuple[Planted, ...]


def read_marked(path: Path) -> Iterator[MarkedText]:
    """Each text of a file; a line that says nothing readable ends it with what would be right."""
    try:
        said = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotContinue(f"{path} cannot be read as text in UTF-8.", (str(error),)) from error
    for line, row in read_rows(said, path):
        text = first_of(row, TEXT)
        if not isinstance(text, str):
            raise wrong(path, line, 'has no "text", a string')
        spans = first_of(row, SPANS) or []  # a text without personal data may leave them out
        if not isinstance(spans, list):
            raise wrong(path, line, 'has "spans" that are no list')
        language = first_of(row, LANGUAGE)
        if not isinstance(language, str | None):
            raise wrong(path, line, 'has a "language" that is no string', 'such as "en"')
        yield MarkedText(
            line,
            text,
            language_of(language, text),
            tuple(read_span(each, text, path, line) for each in spans),
        )


def read_rows(said: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    whole = said.lstrip().startswith("[")
    try:
        pieces = list(enumerate(json.loads(said), 1)) if whole else []
    except (ValueError, RecursionError) as error:
        raise CannotContinue(f"{path} begins as a JSON array and is none.", (str(error),)) from error
    # a text may hold any sign that others take for the end of a line
    for line, piece in enumerate([] if whole else said.split("\n"), 1):
        if piece.strip():
            try:
                pieces.append((line, json.loads(piece)))
            except (ValueError, RecursionError) as error:
                raise wrong(path, line, "is no JSON", str(error)) from error
    if not pieces:
        raise CannotContinue(
            f"No text is in {path}.", ('a line each: {"text": "I am Ana", "spans": [[5, 8, "name"]]}',)
        )
    for line, piece in pieces:
        if not isinstance(piece, dict):
            raise wrong(path, line, 'is no object with "text" and "spans"')
        yield line, piece


def read_span(said: Any, text: str, path: Path, line: int) -> Planted:
    """A place as `[start, end, kind]` or as an object; one that says its letters and not where is looked for."""
    if isinstance(said, list) and len(said) >= 3:
        numbers = [part for part in said if is_place(part)]
        kinds = [part for part in said if isinstance(part, str)]
        start, end, called, value = (*numbers[:2], kinds[0], None) if len(numbers) == 2 and kinds else (None,) * 4
    elif isinstance(said, dict):
        start, end, called = first_of(said, START), first_of(said, END), first_of(said, KIND)
        value = first_of(said, VALUE)
        if isinstance(said.get("span"), list) and len(said["span"]) == 2:
            start, end = said["span"]
        if end is None and is_place(start) and is_place(said.get("length")):
            end = start + said["length"]
    else:
        start = end = called = value = None
    if isinstance(value, str) and value and (not is_place(start) or not is_place(end) or text[start:end] != value):
        start = nearest(value, text, start if is_place(start) else 0)
        end = None if start is None else start + len(value)
    if not (is_place(start) and is_place(end) and 0 <= start < end <= len(text) and isinstance(called, str)):
        right = '[start, end, "kind"] or {"start": 0, "end": 4, "kind": "name"}, counted in characters within the text'
        raise wrong(path, line, f"has a span that is none: {json.dumps(said, ensure_ascii=False)[:80]}", right)
    return Planted(start, end, kind_of(called))


def nearest(value: str, text: str, place: int) -> int | None:
    """Returns where the given letters occur nearest to a place; None if they do not occur."""
    places = [at for at in range(len(text)) if text.startswith(value, at)]
    return min(places, key=lambda at: abs(at - place), default=None)


def is_place(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)


def first_of(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def wrong(path: Path, line: int, what: str, *details: str) -> CannotContinue:
    return CannotContinue(f"Line {line} of {path} {what}.", details)
