"""A survey on paper: the mark that identifies a sheet, and how it is read when it comes back as a letter or fax.

Answers are written as numbers next to a printed mark (`#3: 4`), because machines read digits more reliably than ticks
in boxes. Comments go below their mark. What we printed ourselves is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onestop.domain.surveys.first_question import choices_of

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

SHEET = "SURVEY"
MARK = re.compile(rf"\b{SHEET}\s+([0-9A-Za-z][0-9A-Za-z -]{{11,18}}?)\s+/\s+([0-9A-Za-z][0-9A-Za-z -]{{10,17}})")
ANSWERED = re.compile(r"\s*#\s*(\d{1,2})\s*[:.：]?\s*(.*)")
DIGITS = re.compile(r"\d{1,9}")  # more is not an answer, and takes long to parse as a number
PART = 8  # letters from which a part of a line counts as our question; a shorter one may be handwritten


@dataclass(frozen=True, slots=True)
class SheetMark:
    """The case of a sheet, as it is printed, and the code which shows that the sheet is ours."""

    reference: str
    code: str


@dataclass(slots=True)
class MarkWords:
    """The words written next to and below a mark."""

    beside: str = ""
    below: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.beside or (self.below[0] if self.below else "")

    @property
    def words(self) -> str:
        return "\n".join(filter(None, (self.beside, *self.below)))


def mark_of(reference: str, code: str) -> str:
    """Returns what is printed at the foot of a sheet."""
    return f"{SHEET} {reference} / {code}"


def find_sheet(text: str) -> SheetMark | None:
    """Finds the mark of a sheet in what was read; None for any other letter."""
    found = MARK.search(text)
    return SheetMark(found[1], found[2].strip()) if found else None


def read_sheet(survey: Survey, text: str) -> dict[str, Any]:
    """Returns what was written on a sheet, as answers. What cannot be read stays as it is, and is refused later."""
    written = find_written(text, printed_on(survey))
    given: dict[str, Any] = {}
    for number, question in enumerate(survey["questions"], start=1):
        if number in written:
            value = READERS[question["kind"]](written[number], question)
            if value not in (None, "", []):
                given[question["code"]] = value
    return given


def find_written(text: str, ours: frozenset[str]) -> dict[int, MarkWords]:
    """Returns what is written at each mark, up to the next printed question. Everything after the sheet's own mark
    is ours."""
    found: dict[int, MarkWords] = {}
    at: MarkWords | None = None
    for line in map(str.strip, MARK.split(text)[0].splitlines()):
        if marked := ANSWERED.fullmatch(line):
            at = found.setdefault(int(marked[1]), MarkWords(marked[2].strip("_ ")))
        elif is_printed(line, ours):
            at = None
        elif at and line.strip("_ "):
            at.below.append(line)
    return found


def read_digit(written: MarkWords, _question: SurveyQuestion) -> int | str | None:
    found = DIGITS.findall(written.first)
    return int(found[0]) if len(found) == 1 else (written.first or None)


def read_choice(written: MarkWords, question: SurveyQuestion) -> str | None:
    """Returns the code of the choice whose number was written."""
    codes, number = [code for code, _ in choices_of(question)], read_digit(written, question)
    return codes[number - 1] if isinstance(number, int) and 1 <= number <= len(codes) else written.first or None


def read_yesno(written: MarkWords, question: SurveyQuestion) -> bool | str | None:
    said = read_choice(written, question)
    return {"yes": True, "no": False}.get(said or "", said)


def read_choices(written: MarkWords, question: SurveyQuestion) -> list[str]:
    codes = [choice["code"] for choice in question.get("choices", ())]
    numbers = map(int, DIGITS.findall(written.first))
    return [codes[number - 1] for number in dict.fromkeys(numbers) if 1 <= number <= len(codes)]


READERS: Mapping[str, Callable[[MarkWords, SurveyQuestion], Any]] = {
    "scale": read_digit,
    "number": read_digit,
    "yesno": read_yesno,
    "choice": read_choice,
    "choices": read_choices,
    "text": lambda written, _question: written.words,
}


def printed_on(survey: Survey) -> frozenset[str]:
    """Returns the questions as we print them, in every language, as they are compared."""
    return frozenset(plain(words) for question in survey["questions"] for words in question["text"].values())


def is_printed(line: str, ours: frozenset[str]) -> bool:
    """Says whether a line begins one of our questions: all of it, or the part that fitted into the line."""
    said = plain(line)
    return any(said.startswith(each) or (len(said) >= PART and each.startswith(said)) for each in ours)


def plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalpha())
