"""The rows `urgency` of routing.yaml: can each ever fit, and does each have a code of its own?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import Fault, find_places, name_choices, show_value

FILE = "routing.yaml"
CHOSEN = ("choice", "choices")


def check_urgency(documents: dict[str, Any]) -> Iterator[Fault]:
    """A code is that of one rule or one hazard; questions, answers and kinds of landmarks exist."""
    routing = documents.get(FILE)
    taken = {str(code) for _, code in find_places(routing, "rules[].code")}
    for path, row in find_places(routing, "urgency[]"):
        code = row.get("code") if isinstance(row, dict) else None
        if isinstance(code, str) and code in taken:
            yield Fault(FILE, f"{path}.code", f"the code {show_value(code)} is taken already", "another code")
        taken.add(str(code))
        yield from _check_answers(documents, path, row)
        yield from _check_kinds(documents, path, row)


def _check_answers(documents: dict[str, Any], path: str, row: Any) -> Iterator[Fault]:
    # the answers of every service that the row can be for: what only free text would say is no condition
    named = [f"services/{name}.yaml" for _, name in find_places(row, "when.service[]")]
    files = named or [file for file in documents if file.startswith("services/")]
    if any(documents.get(file) is None for file in files):
        return  # an unknown or unreadable service has its own fault
    known: dict[str, set[str]] = {}
    for file in files:
        asked = (one for _, one in find_places(documents[file], "questions[]") if isinstance(one, dict))
        for each in asked:
            kind = each.get("kind")
            choices = {str(code) for _, code in find_places(each, "choices[].code")} if kind in CHOSEN else set()
            known.setdefault(str(each.get("code")), set()).update({"yes", "no"} if kind == "yesno" else choices)
    for below, values in find_places(row, "when.answer.*"):
        question = below.removeprefix("when.answer.")
        if question not in known:
            wrong = f"no service of this row asks {show_value(question)}"
            yield Fault(FILE, f"{path}.{below}", wrong, name_choices(question, known))
            continue
        for at, value in enumerate(values if isinstance(values, list) else ()):
            if isinstance(value, str) and value not in known[question]:
                wrong = f"{question} is never answered {show_value(value)}"
                yield Fault(FILE, f"{path}.{below}[{at}]", wrong, name_choices(value, known[question]))


def _check_kinds(documents: dict[str, Any], path: str, row: Any) -> Iterator[Fault]:
    known = {str(kind) for _, kind in find_places(documents.get("landmarks.geojson"), "features[].properties.kind")}
    for below, kind in find_places(row, "when.near.kind[]"):
        if isinstance(kind, str) and kind not in known:
            wrong = f"there is no landmark of the kind {show_value(kind)}"
            yield Fault(FILE, f"{path}.{below}", wrong, name_choices(kind, known))
