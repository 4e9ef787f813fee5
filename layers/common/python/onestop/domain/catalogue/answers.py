"""Reads a resident's answers against the questions that were asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onestop.domain.errors import Fault, NotValid

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

GivenAnswers = Mapping[str, bool | int | str | list[Any]]
Scores = tuple[tuple[str, int], ...]
Comments = tuple[tuple[str, str], ...]
Chosen = tuple[tuple[str, tuple[str, ...]], ...]
MOST = 1_000_000  # largest number


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """Scores from 1 to 5, words, and choices (codes, yes or no, a number as it is written), each with the code of
    its question."""

    scores: Scores
    words: Comments
    chosen: Chosen = ()


def read_answers(given: GivenAnswers, survey: Survey) -> SurveyAnswers:
    """Sorts answers by kind; raises NotValid with a fault for each that is wrong or missing."""
    questions = {question["code"]: question for question in survey["questions"]}
    asked = asked_questions(given, survey)
    faults = [*unknown(given, questions), *not_asked(given, questions, asked), *unfit(given, asked)]
    if faults:
        raise NotValid(*faults)
    kept = [(code, question["kind"], given[code]) for code, question in asked.items() if not is_empty(given.get(code))]
    return SurveyAnswers(
        scores=tuple((code, value) for code, kind, value in kept if kind == "scale" and isinstance(value, int)),
        words=tuple((code, value) for code, kind, value in kept if kind == "text" and isinstance(value, str)),
        chosen=tuple((code, as_chosen(value)) for code, kind, value in kept if kind not in ("scale", "text")),
    )


def asked_questions(given: GivenAnswers, survey: Survey) -> dict[str, SurveyQuestion]:
    """Returns the questions that are asked after these answers, in order: a follow-up question only if the earlier
    one was asked and answered so."""
    asked: dict[str, SurveyQuestion] = {}
    for question in survey["questions"]:
        when = question.get("when")
        said = as_chosen(given.get(when["question"])) if when and when["question"] in asked else ()
        if when is None or set(when["answers"]) & set(said):
            asked[question["code"]] = question
    return asked


def with_earlier(given: GivenAnswers, earlier: SurveyAnswers, survey: Survey) -> GivenAnswers:
    """Returns answers to some of the questions with the earlier ones to the others, as far as those are still asked."""
    kinds = {question["code"]: question["kind"] for question in survey["questions"]}
    chosen = {code: as_given(values, kinds.get(code, "")) for code, values in earlier.chosen}
    before: dict[str, Any] = {**dict(earlier.scores), **dict(earlier.words), **chosen}
    every = {code: value for code, value in before.items() if code in kinds} | dict(given)
    asked = asked_questions(every, survey)
    return {code: value for code, value in every.items() if code in asked or code in given}


def as_given(chosen: tuple[str, ...], kind: str) -> bool | int | str | list[Any]:
    """Returns choices as they were given, the reverse of `as_chosen`."""
    if kind == "choices":
        return list(chosen)
    if kind == "yesno":
        return chosen[0] == "yes"
    return int(chosen[0]) if kind == "number" else chosen[0]


def as_chosen(value: Any) -> tuple[str, ...]:
    """Returns an answer as a tuple of choices; empty for no answer."""
    if is_empty(value):
        return ()
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [])


def unknown(given: Mapping[str, Any], questions: Mapping[str, Any]) -> Iterator[Fault]:
    for code in given.keys() - questions.keys():
        yield Fault(f"answers.{code}", "there is no such question", f"one of: {', '.join(questions)}")


def not_asked(given: Mapping[str, Any], questions: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[Fault]:
    for code in questions:
        if code not in asked and not is_empty(given.get(code)):
            yield Fault(f"answers.{code}", "this question is not asked after the other answers", "no answer")


def unfit(given: Mapping[str, Any], asked: Mapping[str, SurveyQuestion]) -> Iterator[Fault]:
    for code, question in asked.items():
        value, (fits, wrong, right) = given.get(code), KINDS[question["kind"]]
        codes = [choice["code"] for choice in question.get("choices", ())]
        told = right.format(codes=", ".join(codes))
        if is_empty(value):
            if question["required"]:
                yield Fault(f"answers.{code}", "this question is not answered", told)
        elif not fits(value, codes):
            yield Fault(f"answers.{code}", wrong, told)


def is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def are_choices(value: Any, codes: list[str]) -> bool:
    return isinstance(value, list) and all(each in codes for each in value) and len(set(value)) == len(value)


# kind -> the test of an answer, what is wrong with a bad one, and what would be right
KINDS: Mapping[str, tuple[Callable[[Any, list[str]], bool], str, str]] = {
    "scale": (lambda value, _: is_whole(value, 1, 5), "this is not a score", "a number from 1 to 5"),
    "text": (lambda value, _: isinstance(value, str), "this is not text", "words"),
    "number": (lambda value, _: is_whole(value, 0, MOST), "this is not such a number", f"a whole number up to {MOST}"),
    "yesno": (lambda value, _: isinstance(value, bool), "this is neither yes nor no", "true or false"),
    "choice": (lambda value, codes: isinstance(value, str) and value in codes, "there is no such choice",
               "one of: {codes}"),
    "choices": (are_choices, "these are not choices of it, each once", "a list of: {codes}"),
}  # fmt: skip
