"""docs/words.md has one row for each idea, and one word for it."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from onestop_cli.words.gather import read_words
from tests.contract.template import ROOT

PAGE = ROOT / "docs" / "words.md"
QUALIFIER = re.compile(r" \(([^)]+)\)$")


class Row(NamedTuple):
    """A row of the table: its words, of what they are said (empty: of anything), what they mean, what we do not say."""

    words: tuple[str, ...]
    of: str
    meaning: str
    avoided: tuple[str, ...]


def read_row(line: str) -> Row:
    word, meaning, avoided = (cell.strip() for cell in line.strip("|").split("|"))
    of = QUALIFIER.search(word)
    words = QUALIFIER.sub("", word).split(", ")
    return Row(
        words=tuple(each.removeprefix("to ") for each in words),
        of=of[1] if of else "",
        meaning=meaning,
        avoided=tuple(filter(None, avoided.split(", "))),
    )


LINES = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
ROWS = [read_row(line) for line in LINES[2:]]
DEFINED = Counter(word for row in ROWS for word in row.words)
BESIDE = {word for row in ROWS for word in re.findall(r"\*([^*]+)\*", row.meaning)}  # explained in the row of another


def test_each_row_has_a_word_and_what_it_means() -> None:
    assert LINES[:2] == ["| word | meaning | not |", "|---|---|---|"]
    assert [row for row in ROWS if not all(row.words) or not row.meaning] == []


def test_a_word_that_two_ideas_share_says_in_each_row_of_what_it_is_said() -> None:
    shared = [(word, row.of) for row in ROWS for word in row.words if DEFINED[word] > 1]
    assert [word for word, of in shared if not of] == []
    assert [each for each, times in Counter(shared).items() if times > 1] == []


def test_a_word_that_we_do_not_say_is_in_italics_where_it_is_the_word_of_another_idea() -> None:
    for row in ROWS:
        for word in row.avoided:
            is_another = word.strip("*") in DEFINED or word.strip("*") in BESIDE
            assert word.startswith("*") == is_another, f"{word}, in the row of {row.words[0]}"


def test_in_chinese_a_case_is_called_by_the_word_of_residents_where_residents_read() -> None:
    chinese = read_words(ROOT / "layers/locales/zh_Hans/LC_MESSAGES/onestop.po", "zh_Hans")
    residents = ("functions/portal/", "functions/intake/", "functions/applications/", "functions/notifications/")
    for message in chinese:
        said = message.string if isinstance(message.string, str) else " ".join(message.string)
        if message.locations and all(file.startswith(residents) for file, _ in message.locations):
            assert "案件" not in said, message.id
