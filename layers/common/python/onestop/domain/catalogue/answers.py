"""Reads a resident's answers against the questions that were asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onestop.domain.errors import Fault, NotValid

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

Scores = tuple[tuple[str, int], ...]
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Scores from 1 to 5 and words, each with the code of its question."""

    scores: Scores
    words: Words


def read_answers(given: Mapping[str, int | str], survey: Survey) -> Answers:
    """Sorts answers into scores and words; raises NotValid with a fault for each that is wrong or missing."""
    questions = {question["code"]: question for question in survey["questions"]}
    faults = [*unknown(given, questions), *unfit(given, questions)]
    if faults:
        raise NotValid(*faults)
    kept = {code: given[code] for code in questions if given.get(code) not in (None, "")}
    return Answers(
        scores=tuple((code, value) for code, value in kept.items() if isinstance(value, int)),
        words=tuple((code, value) for code, value in kept.items() if isinstance(value, str)),
    )


def unknown(given: Mapping[str, Any], questions: Mapping[str, Any]) -> Iterator[Fault]:
    for code in given.keys() - questions.keys():
        yield Fault(f"answers.{code}", "there is no such question", f"one of: {', '.join(questions)}")


def unfit(given: Mapping[str, Any], questions: Mapping[str, SurveyQuestion]) -> Iterator[Fault]:
    for code, question in questions.items():
        value = given.get(code)
        if value in (None, ""):
            if question["required"]:
                yield Fault(f"answers.{code}", "this question is not answered", "a number from 1 to 5")
        elif question["kind"] == "scale" and not isinstance(value, int):
            yield Fault(f"answers.{code}", "this is not a score", "a number from 1 to 5")
        elif question["kind"] == "text" and not isinstance(value, str):
            yield Fault(f"answers.{code}", "this is not text", "words")
