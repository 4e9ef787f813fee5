"""The fields of a task's result as a form: the case's plan says which, today's catalogue has their names.

A field's name in the form includes its kind, so a sent form can be read without reading the case first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casework.pages.form_fields import SentFields, read_answer
from onestop.domain.cases.case import Task
from onestop.domain.cases.tasks.resident_part import task_as_planned
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import ResultField

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Choice, GivenField

BEFORE = "results"


def form_name(kind: str, code: str) -> str:
    return f"{BEFORE}.{kind}.{code}"


def read_results(sent: SentFields) -> dict[str, Any]:
    """Reads what was filled in, by the codes of the fields; whether it fits the plan is for the rules."""
    names = dict.fromkeys(name for name, _ in sent.pairs if name.startswith(f"{BEFORE}.") and name.count(".") == 2)
    found: dict[str, Any] = {}
    for name in names:
        _, kind, code = name.split(".")
        found[code] = read_answer(sent, name, kind)
    return {code: value for code, value in found.items() if value is not None}


def shown_results(
    results: Sequence[ResultField], task: Task, catalogue: Catalogue, language: str
) -> list[dict[str, Any]]:
    """Returns the fields as a page shows them, in a language."""
    planned = task_as_planned(catalogue, task.service, task.code)
    named = {field["code"]: field for field in (planned.get("results", ()) if planned else ())}

    def name_of(entry: GivenField | Choice | None, code: str) -> str:
        return catalogue.say(entry["name"], language) if entry else code

    shown = []
    for field in results:
        known = named.get(field.code)
        choices = {choice["code"]: choice for choice in (known.get("choices", ()) if known else ())}
        shown.append(
            {
                "name": form_name(field.kind, field.code),
                "code": field.code,
                "kind": field.kind,
                "required": field.required,
                "label": name_of(known, field.code),
                "choices": [(code, name_of(choices.get(code), code)) for code in field.choices],
            }
        )
    return shown
