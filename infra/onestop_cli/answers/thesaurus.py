"""Words that mean the same, in all languages side by side: one idea a line of `thesaurus.csv`. A jurisdiction adds
ideas of its own by a file of that name in its folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from onestop.domain.answers.terms import phrase_of
from onestop_cli.problems import CannotContinue

OURS = Path(__file__).with_name("thesaurus.csv")


def read_thesaurus(*files: Path) -> Mapping[str, Sequence[int]]:
    """Phrases as they are looked for, each with the numbers of its ideas."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    number = 0
    for file in files:
        for row in rows_of(file):
            for written in (each for cell in row for each in cell.split(";")):
                if phrase := phrase_of(written):
                    found[phrase][number] = None
            number += 1
    return {phrase: list(numbers) for phrase, numbers in found.items()}


def rows_of(file: Path) -> list[list[str]]:
    try:
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise CannotContinue(f"{file} cannot be read as a CSV in UTF-8: {wrong}") from wrong
    return rows[1:]
