"""The answers that rows of routing.yaml go by: can a resident ever give them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

FILE = "routing.yaml"
ROWS = ("rules[]", "urgency[]")
CHOSEN = ("choice", "choices")


def check_answers(documents: dict[str, Any]) -> Iterator[FileFault]:
    """A service of the row asks the question, and the answer is one of its choices."""
    for rows in ROWS:
        for path, row in find_places(documents.get(FILE), rows):
            yield from _check_row(documents, path, row)


def known_answers(services: Iterable[Any]) -> dict[str, set[str]]:
    """The answers that can be a condition, by question; none for a question that is answered in free text."""
    known: dict[str, set[str]] = {}
    for service in services:
        for each in (one for _, one in find_places(service, "questions[]") if isinstance(one, dict)):
            kind = each.get("kind")
            choices = {str(code) for _, code in find_places(each, "choices[].code")} if kind in CHOSEN else set()
            known.setdefault(str(each.get("code")), set()).update({"yes", "no"} if kind == "yesno" else choices)
    return known


def wrong_answer(question: str, value: str | None, known: dict[str, set[str]]) -> tuple[str, str] | None:
    """Returns what is wrong with an answer, or with the question alone, and what would be right; None if nothing is."""
    if question not in known:
        return f"no service meant here asks {show_value(question)}", name_choices(question, known)
    if value is not None and value not in known[question]:
        return f"{question} is never answered {show_value(value)}", name_choices(value, known[question])
    return None


def _check_row(documents: dict[str, Any], path: str, row: Any) -> Iterator[FileFault]:
    # the answers of every service that the row can be for: what only free text would say is no condition
    named = [f"services/{name}.yaml" for _, name in find_places(row, "when.service[]")]
    files = named or [file for file in documents if file.startswith("services/")]
    if any(documents.get(file) is None for file in files):
        return  # an unknown or unreadable service has its own fault
    known = known_answers(documents[file] for file in files)
    for below, values in find_places(row, "when.answer.*"):
        question = below.removeprefix("when.answer.")
        if fault := wrong_answer(question, None, known):
            yield FileFault(FILE, f"{path}.{below}", *fault)
            continue
        for at, value in enumerate(values if isinstance(values, list) else ()):
            if isinstance(value, str) and (fault := wrong_answer(question, value, known)):
                yield FileFault(FILE, f"{path}.{below}[{at}]", *fault)
