"""The file of an article: a head in YAML, then its words in Markdown, each language begun by a line such as
`<!-- es -->`. Without such a line all of it is in one language, so any plain Markdown file can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from onestop.domain.understanding.plain_text import language_of
from onestop_cli.answers.markdown import Wrong, read_words
from onestop_cli.release.faults import FileFault
from onestop_cli.release.plain_yaml import read_yaml

HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
LANGUAGE = re.compile(r"^<!--\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*-->[ \t]*$", re.MULTILINE)


def read_article(text: str, file: str, language: str | None = None) -> tuple[dict[str, Any] | None, list[FileFault]]:
    """An article as its file says it, and what is wrong with how it is written. `language`: of a file that does not say
    in which it is; else it is guessed."""
    text = text.replace("\r\n", "\n")
    found = HEAD.match(text)
    head, faults = read_yaml("\n" + found[1], file) if found else ({}, [])
    if faults or not isinstance(head, dict | None):
        return None, faults or [FileFault(file, "", "the head is no block of fields", "lines such as `agency: CODE`")]
    wrong: list[Wrong] = []
    languages: dict[str, Any] = {}
    for name, body, line in parts_of(text, found.end() if found else 0):
        known = name or language or language_of(body)
        if known in languages:
            wrong.append((line, f"{known} is there twice", "each language once"))
        elif words := read_words(body, line, wrong):
            languages[known] = words
    faults = [FileFault(file, f"line {line}", *said) for line, *said in wrong]
    return {**(head or {}), "code": Path(file).stem, "languages": languages}, faults


def parts_of(text: str, start: int) -> list[tuple[str | None, str, int]]:
    """The words of each language, with the line on which they begin."""
    marks = list(LANGUAGE.finditer(text, start))
    if not marks:
        return [(None, text[start:], line_at(text, start))]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts: list[tuple[str | None, str, int]] = [
        (mark[1], text[mark.end() : end], line_at(text, mark.end())) for mark, end in zip(marks, ends, strict=True)
    ]
    before = text[start : marks[0].start()]
    return [(None, before, line_at(text, start)), *parts] if before.strip() else parts


def line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
