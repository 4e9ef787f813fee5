"""Past needs of a file: sentences as `route try` has them, a CSV, or a JSON object a line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.plans import as_fact
from onestop_cli.problems import CannotContinue
from onestop_cli.route.decide_without_suite import PossibleNeed

COLUMNS = ("service", "text", "lat", "long")
ANSWER = "answer."  # a column of a CSV: answer.QUESTION; JSON has `answers`, by question
SHOWN = 20
JSON = (".jsonl", ".ndjson", ".json")


def read_past(file: Path) -> list[tuple[int, PossibleNeed]]:
    """Each need with the number of its line; wrong lines are all named and nothing is read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotContinue(f"{file} cannot be read as UTF-8 text: {error}") from error
    kinds = {".csv": csv_rows} | dict.fromkeys(JSON, json_rows)
    needs: list[tuple[int, PossibleNeed]] = []
    wrong: list[str] = []
    for number, row in kinds.get(file.suffix.lower(), sentence_rows)(text):
        need = row if isinstance(row, str) else need_of(row)
        if isinstance(need, str):
            wrong.append(f"line {number}: {need}")
        else:
            needs.append((number, need))
    if wrong:
        more = [f"and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        raise CannotContinue(f"{file} cannot be compared.", (*wrong[:SHOWN], *more))
    return needs


def sentence_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Lines of a code, a tab and a sentence: the words decide, whatever was expected of them."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            _, tab, sentence = line.partition("\t")
            told = "there is no sentence after the code; write CODE, a tab, and the sentence"
            yield number, {"text": sentence} if tab and sentence.strip() else told


def csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Reads the rows of a CSV whose first line names its columns; unknown columns are ignored."""
    reader = csv.DictReader(text.splitlines(keepends=True))
    if not {"service", "text"} & set(reader.fieldnames or ()):
        yield 1, f"there is no column service or text; right would be: {', '.join(COLUMNS)}"
        return
    for row in reader:
        yield reader.line_num, row


def json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """One JSON object a line."""
    for number, line in enumerate(text.split("\n"), 1):  # a text may hold any other sign for the end of a line
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        yield number, row if isinstance(row, dict) else f"this is no JSON object; right would be: {', '.join(COLUMNS)}"


def need_of(row: Mapping[str, Any]) -> PossibleNeed | str:
    """The need of a row, or what is wrong with it."""
    service, text = (str(row.get(name) or "").strip() for name in ("service", "text"))
    if not service and not text:
        return "neither service nor text is given; one of them is needed"
    answers = answers_of(row)
    if isinstance(answers, str):
        return answers
    point = [row.get(name) for name in ("lat", "long")]
    if all(value in (None, "") for value in point):
        return PossibleNeed(text, service or None, None, answers)
    try:
        lat, long = (float(str(value)) for value in point)
    except ValueError:
        return "lat and long must both be degrees, such as 44.63 and -63.57"
    if not (-90 <= lat <= 90 and -180 <= long <= 180):
        return "lat must be between -90 and 90, long between -180 and 180"
    return PossibleNeed(text, service or None, Place(lat=lat, long=long), answers)


def answers_of(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]] | str:
    """The answers of a row by question, or what is wrong with them. Several of one question are parted by a bar."""
    said = row.get("answers") or {}
    if not isinstance(said, Mapping):
        return 'answers must be an object of questions, such as {"wires": true}'
    found = {str(question): as_fact(value) for question, value in said.items()}
    for name, value in row.items():
        if name and name.startswith(ANSWER) and str(value or "").strip():
            parts = (part.strip() for part in str(value).split("|"))
            found[name.removeprefix(ANSWER)] = tuple(part for part in parts if part)
    return found
