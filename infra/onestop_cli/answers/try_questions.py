"""Questions tried: how often the right article comes first and among the first three, in all and by language, and what
a search takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from onestop.domain.answers.index import AnswerIndex, FoundArticle, is_sure
from onestop_cli.answers.samples import SHOWN, guessed, text_in
from onestop_cli.problems import CannotContinue
from onestop_cli.release.faults import show_value

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

FIRST = 3
HEADINGS = frozenset({"code", "article", "article code", "article_code", "expected"})  # of a file with a header


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the file: the code of the right article, and a question."""

    line: int
    expected: str
    text: str


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """What a question found, and how many seconds of CPU that took."""

    question: Question
    language: str
    found: Sequence[FoundArticle]
    seconds: float

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.found]

    @property
    def right(self) -> bool:
        return self.codes[:1] == [self.question.expected]

    @property
    def in_first(self) -> bool:
        return self.question.expected in self.codes[:FIRST]


def read_questions(file: Path, codes: Collection[str]) -> list[Question]:
    """The lines of a file: a code, a tab, a question. Empty lines and lines after # are passed over; wrong ones are all
    named."""
    if not file.is_file():
        raise CannotContinue(f"There is no file {file}.")
    questions: list[Question] = []
    wrong: list[str] = []
    for number, written in enumerate(text_in(file).splitlines(), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        code, tab, text = written.partition("\t")
        if number == 1 and code.strip().casefold() in HEADINGS - set(codes):
            continue
        if not tab or not text.strip():
            wrong.append(f"line {number}: there is no question after the code; write CODE, a tab, and the question")
        elif code.strip() not in codes:
            wrong.append(f"line {number}: there is no article {show_value(code.strip())}")
        else:
            questions.append(Question(number, code.strip(), text.strip()))
    if wrong:
        more = [f"and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        count = "one wrong line" if len(wrong) == 1 else f"{len(wrong)} wrong lines"
        known = sorted(codes)
        named = [f"the articles are: {', '.join(known[:SHOWN])}{' ...' if len(known) > SHOWN else ''}"]
        raise CannotContinue(f"{file} has {count}: nothing was tried.", (*wrong[:SHOWN], *more, *named))
    if not questions:
        raise CannotContinue(f"No question is in {file}: write lines of CODE, a tab, and the question.")
    return questions


def try_questions(
    questions: Sequence[Question], index: AnswerIndex, classifier: Classifier | None
) -> list[TriedQuestion]:
    """Each question, searched as a running suite would."""
    index.find(questions[0].text, classifier)  # what the first one waits for is made once
    tried = []
    for question in questions:
        began = process_time()
        found = index.find(question.text, classifier)
        tried.append(TriedQuestion(question, guessed(question.text), found, process_time() - began))
    return tried


def counts_of(tried: Sequence[TriedQuestion]) -> dict[str, Any]:
    """Counts how often the right article was found, and how often the search was sure."""
    sure = [each for each in tried if is_sure(each.found)]
    return {
        "of": len(tried),
        "first": sum(each.right for each in tried),
        "first_three": sum(each.in_first for each in tried),
        "sure": len(sure),
        "sure_and_right": sum(each.right for each in sure),
    }


def report_of(tried: Sequence[TriedQuestion], index: AnswerIndex) -> dict[str, Any]:
    """All of it for programs."""
    languages: dict[str, list[TriedQuestion]] = defaultdict(list)
    for each in tried:
        languages[each.language].append(each)
    milliseconds = [each.seconds * 1000 for each in tried]
    return {
        "articles": len(index.articles),
        **counts_of(tried),
        "by_language": {language: counts_of(languages[language]) for language in sorted(languages)},
        "cpu_ms": {"mean": round(sum(milliseconds) / len(tried), 3), "most": round(max(milliseconds), 3)},
        "misses": [
            {
                "line": each.question.line,
                "language": each.language,
                "question": each.question.text,
                "expected": each.question.expected,
                "found": each.codes[:FIRST],
                "in_first_three": each.in_first,
            }
            for each in tried
            if not each.right
        ],
    }
