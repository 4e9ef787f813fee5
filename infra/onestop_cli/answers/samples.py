"""Articles that somebody else wrote, tried unchanged: a folder of Markdown files, or a CSV of `code,title,text`
with an optional `language`. One code may be there in several languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onestop.domain.answers.terms import HAS_CHARACTERS
from onestop.domain.understanding.plain_text import language_of
from onestop_cli.answers.compile_index import OF_SHORT, OF_TEXT, OF_TITLE, ArticleText
from onestop_cli.answers.read_article import HEAD, parts_of
from onestop_cli.csv_limits import fields_up_to
from onestop_cli.problems import CannotContinue
from onestop_cli.release.faults import show_value

ENDINGS = frozenset({".md", ".markdown", ".txt"})
COLUMNS = ("code", "title", "text")
TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}))*")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
MARKS = re.compile(r"\]\([^)]*\)|[*_`>#\[\]|]|^\s*[-+]\s|\(\([a-z0-9-]+\)\)", re.MULTILINE)
NAMED = re.compile(r"^(code|id|title)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
SHOWN = 20
MOST_LETTERS = 10_000_000  # of one field of a CSV


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """One article in one language, as somebody wrote it."""

    code: str
    language: str
    title: str
    text: str


def read_written(place: Path) -> list[ArticleText]:
    """The articles of a folder or of a CSV. Raises CannotContinue with everything that is wrong."""
    if place.is_dir():
        found = list(in_folder(place))
        none = f"No article is in {place}: name a folder of Markdown files (CODE.md or CODE.LANGUAGE.md)."
    elif place.is_file():
        found = list(in_table(place))
        none = f"No article is in {place}: it has no row below its header."
    else:
        raise CannotContinue(f"There is no file or folder {place}.")
    if not found:
        raise CannotContinue(none)
    return put_together(found)


def put_together(written: Iterable[WrittenArticle]) -> list[ArticleText]:
    """Each article with all its languages."""
    titles: dict[str, dict[str, str]] = {}
    fields: dict[str, list[tuple[float, str]]] = {}
    for each in written:
        titles.setdefault(each.code, {}).setdefault(each.language, each.title)
        first, _, rest = each.text.strip().partition("\n")
        fields.setdefault(each.code, []).extend([(OF_TITLE, each.title), (OF_SHORT, first), (OF_TEXT, rest)])
    return [ArticleText(code, titles[code], fields[code]) for code in titles]


def in_folder(folder: Path) -> Iterator[WrittenArticle]:
    """The articles of a folder and of the folders in it; one that is called as a language holds that language."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file() and path.stem.lower() != "readme":
            yield from in_file(path, path.parent.name if path.parent != folder else "")


def in_file(path: Path, parent: str) -> Iterator[WrittenArticle]:
    """The languages of one file."""
    text = text_in(path).replace("\r\n", "\n")
    head = HEAD.match(text)
    named = dict(NAMED.findall(head[1])) if head else {}
    stem, _, tag = path.stem.rpartition(".")
    code, language = (
        (stem, tag) if stem and TAG.fullmatch(tag) else (path.stem, parent if TAG.fullmatch(parent) else "")
    )
    for name, body, _ in parts_of(text, head.end() if head else 0):
        heading = HEADING.search(body)
        title = heading[1] if heading else named.get("title") or next(iter(body.strip().splitlines()), "")
        rest = body[: heading.start()] + body[heading.end() :] if heading else body
        known = (name or language).replace("_", "-") or guessed(body)
        yield WrittenArticle(named.get("code") or named.get("id") or code, known, title, MARKS.sub(" ", rest))


def header_and_rows(rows: Any, file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    header = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        wrong = f"{file} has no column {', '.join(missing)}"
        raise CannotContinue(f"{wrong}: its header must be code,title,text or code,title,text,language.")
    return header, [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]


def in_table(file: Path) -> Iterator[WrittenArticle]:
    """The rows of a CSV."""
    rows = csv.reader(text_in(file).splitlines(keepends=True))
    try:
        with fields_up_to(MOST_LETTERS):
            header, kept = header_and_rows(rows, file)
    except csv.Error as wrong:
        raise CannotContinue(f"{file} is no CSV: line {rows.line_num}: {wrong}.") from wrong
    faults = []
    for line, row in kept:
        cells = dict(zip(header, row, strict=False))
        code, title, text = (cells.get(name, "").strip() for name in COLUMNS)
        if not code or not (title or text):
            faults.append(f"line {line}: {'a title or text' if code else 'a code'} is missing")
        elif len(row) > len(header):
            faults.append(f"line {line}: {len(row)} cells, and the header has {len(header)}: quote cells with commas")
        else:
            yield WrittenArticle(
                code, cells.get("language", "").strip() or guessed(f"{title} {text}"), title or text[:80], text
            )
    if faults:
        more = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        raise CannotContinue(f"{file} has wrong rows: nothing was tried.", (*faults[:SHOWN], *more))


def guessed(text: str) -> str:
    """The language in which a text seems to be, to count by: `und` for other scripts that we do not tell apart."""
    language = language_of(text)
    return language if language != "en" or not HAS_CHARACTERS.search(text) else "und"


def text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise CannotContinue(f"{show_value(path.name)} cannot be read as UTF-8 text: {wrong}") from wrong
