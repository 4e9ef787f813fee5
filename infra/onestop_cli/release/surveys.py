"""Surveys: can each question that follows from another be reached, do the days of asking fit, and is a survey that says
it is a published one that very one?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

SCORES = ("1", "2", "3", "4", "5")
WINDOW_DAYS = 14
MOST_QUESTIONS = 15  # of a survey by the circular
DRIVERS = ("effectiveness", "ease")  # of trust: these two are always among them
# the questions that a published survey has, in its order, each with its kind
STANDARDS: dict[str, tuple[tuple[str, str], ...]] = {
    "a11-v1": (
        *(("satisfaction", "scale"), ("trust", "scale"), ("about-scores", "text"), ("effectiveness", "scale")),
        *(("ease", "scale"), ("efficiency", "scale"), ("transparency", "scale"), ("employee", "scale")),
        ("comment", "text"),
    ),
    "a11-v2": (("trust", "scale"), ("positive", "choices"), ("negative", "choices"), ("comment", "text")),
}
FOLLOWS = {"positive": {"4", "5"}, "negative": {"1", "2", "3"}}  # of the second version: after which scores of trust


def check_surveys(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Each `when` names an earlier question of the survey and answers that there are to it."""
    for file in sorted(file for file in documents if file.startswith("surveys/")):
        earlier: dict[str, tuple[str, ...]] = {}
        for path, question in find_places(documents[file], "questions[]"):
            if not isinstance(question, dict):
                continue
            when = question.get("when")
            if isinstance(when, dict):
                yield from check_when(file, f"{path}.when", when, earlier)
            if isinstance(code := question.get("code"), str) and (possible := answers_to(question)):
                earlier[code] = possible
        yield from check_days(file, documents[file])
        yield from check_standard(file, documents[file])


def check_days(file: str, survey: Any) -> Iterator[FileFault]:
    """A reminder comes while there is still time to answer."""
    ask = survey.get("ask") if isinstance(survey, dict) else None
    if not isinstance(ask, dict) or not isinstance(reminded := ask.get("remind_days"), int):
        return
    window = ask.get("window_days", WINDOW_DAYS)
    if isinstance(window, int) and reminded >= window:
        yield FileFault(file, "ask.remind_days", "nobody can answer any more by then", f"less than {window}")


def check_standard(file: str, survey: Any) -> Iterator[FileFault]:
    """A survey that says which published one it is has its questions first, in its order; others may come behind."""
    name = survey.get("standard") if isinstance(survey, dict) else None
    if not isinstance(name, str) or name not in STANDARDS:
        return
    questions = [each for _, each in find_places(survey, "questions[]") if isinstance(each, dict)]
    found = [(each.get("code"), each.get("kind")) for each in questions]
    for number, (code, kind) in enumerate(STANDARDS[name]):
        if number >= len(found) or found[number] != (code, kind):
            told = f"the question {code}, of the kind {kind}"
            yield FileFault(file, f"questions[{number}]", f"{name} has another question here, or none is there", told)
            return
    if len(questions) > MOST_QUESTIONS:
        yield FileFault(file, "questions", f"{name} takes no more questions", f"at most {MOST_QUESTIONS}")
    if name == "a11-v2":
        yield from check_drivers(file, questions)


def check_drivers(file: str, questions: list[dict[str, Any]]) -> Iterator[FileFault]:
    """Check that people who trust are asked what went well, the others what did not; both offer the standard
    drivers."""
    for number, question in enumerate(questions):
        code = str(question.get("code"))
        if code not in FOLLOWS:
            continue
        when = question.get("when")
        given = when.get("answers") if isinstance(when, dict) and when.get("question") == "trust" else None
        if not isinstance(given, list) or set(map(str, given)) != FOLLOWS[code]:
            right = f"after the scores {', '.join(sorted(FOLLOWS[code]))} for trust"
            yield FileFault(file, f"questions[{number}].when", f"{code} is asked of others here", right)
        offered = [each for _, each in find_places(question, "choices[].code")]
        if missing := [each for each in DRIVERS if each not in offered]:
            wrong = f"{', '.join(missing)} cannot be chosen"
            yield FileFault(file, f"questions[{number}].choices", wrong, f"{' and '.join(DRIVERS)} among them")


def check_when(file: str, path: str, when: dict[str, Any], earlier: dict[str, tuple[str, ...]]) -> Iterator[FileFault]:
    named = when.get("question")
    if not isinstance(named, str):
        return
    if named not in earlier:
        wrong = f"no earlier question {show_value(named)} is answered by a score, a choice, or yes or no"
        yield FileFault(file, f"{path}.question", wrong, name_choices(named, earlier) if earlier else "no `when`")
        return
    given = when.get("answers")
    for number, answer in enumerate(given if isinstance(given, list) else ()):
        if str(answer) not in earlier[named]:
            wrong = f"{show_value(answer)} is no answer to {show_value(named)}"
            yield FileFault(file, f"{path}.answers[{number}]", wrong, name_choices(str(answer), earlier[named]))


def answers_to(question: dict[str, Any]) -> tuple[str, ...]:
    """The answers that there are to a question; none for words and numbers, from which nothing follows."""
    choices = tuple(str(code) for _, code in find_places(question, "choices[].code"))
    return {"scale": SCORES, "yesno": ("yes", "no"), "choice": choices, "choices": choices}.get(
        str(question.get("kind")), ()
    )
