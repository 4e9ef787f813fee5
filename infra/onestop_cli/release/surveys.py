"""Questions that follow from others: is the other one earlier, and can it be answered so?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import Fault, find_places, name_choices, show_value

SCORES = ("1", "2", "3", "4", "5")


def check_surveys(documents: dict[str, Any]) -> Iterator[Fault]:
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


def check_when(file: str, path: str, when: dict[str, Any], earlier: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    named = when.get("question")
    if not isinstance(named, str):
        return
    if named not in earlier:
        wrong = f"no earlier question {show_value(named)} is answered by a score, a choice, or yes or no"
        yield Fault(file, f"{path}.question", wrong, name_choices(named, earlier) if earlier else "no `when`")
        return
    given = when.get("answers")
    for number, answer in enumerate(given if isinstance(given, list) else ()):
        if str(answer) not in earlier[named]:
            wrong = f"{show_value(answer)} is no answer to {show_value(named)}"
            yield Fault(file, f"{path}.answers[{number}]", wrong, name_choices(str(answer), earlier[named]))


def answers_to(question: dict[str, Any]) -> tuple[str, ...]:
    """The answers that there are to a question; none for words and numbers, from which nothing follows."""
    choices = tuple(str(code) for _, code in find_places(question, "choices[].code"))
    return {"scale": SCORES, "yesno": ("yes", "no"), "choice": choices, "choices": choices}.get(
        str(question.get("kind")), ()
    )
