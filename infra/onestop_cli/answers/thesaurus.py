"""Words that mean the same, in all languages side by side: one idea a line of `thesaurus.csv`. A jurisdiction adds
ideas of its own by a file of that name in its folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onestop.domain.answers.terms import phrase_of
from onestop_cli.problems import CannotContinue

LITTLE = "little"
OURS = Path(__file__).with_name("thesaurus.csv")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Phrases as they are looked for, each with the numbers of its ideas; and those ideas that say `little` of what a
    question is about, such as "where" and "how much"."""

    phrases: Mapping[str, Sequence[int]]
    little: frozenset[int] = frozenset()


def read_thesaurus(*files: Path) -> Thesaurus:
    """The ideas of all files. The first column of a row says `little` or nothing, the others its words by language."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    rows = [row for file in files for row in rows_of(file) if row]
    for number, (_, *cells) in enumerate(rows):
        for written in (each for cell in cells for each in cell.split(";")):
            if phrase := phrase_of(written):
                found[phrase][number] = None
    little = frozenset(number for number, row in enumerate(rows) if row[0].strip() == LITTLE)
    return Thesaurus({phrase: list(numbers) for phrase, numbers in found.items()}, little)


def rows_of(file: Path) -> list[list[str]]:
    try:
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise CannotContinue(f"{file} cannot be read as a CSV in UTF-8: {wrong}") from wrong
    return rows[1:]
