"""The fields of a resident's own part of the plan, as a form: their names, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.tasks.resident_part import task_as_planned
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import ResultField
from onestop.runtime.pages.posted_forms import FormField

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Choice, GivenField


def fields_of(file: CaseFile, task: Task, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """The fields in the resident's language: the case's plan says which, today's catalogue has their names."""
    planned = task_as_planned(catalogue, task.service, task.code)
    named = {field["code"]: field for field in (planned.get("results", ()) if planned else ())}

    def name_of(entry: GivenField | Choice | None, code: str) -> str:
        return catalogue.say(entry["name"], language) if entry else code

    fields = []
    for field in file.planned(task).results:
        known = named.get(field.code)
        choices = {choice["code"]: choice for choice in (known.get("choices", ()) if known else ())}
        fields.append(
            {
                "id": form_name(field),
                "kind": field.kind,
                "required": field.required,
                "name": name_of(known, field.code),
                "choices": [(code, name_of(choices.get(code), code)) for code in field.choices],
            }
        )
    return fields


def form_name(field: ResultField) -> str:
    return f"result-{field.code}"


def form_fields(fields: Iterable[ResultField]) -> tuple[FormField, ...]:
    """The fields of a result as form fields, with their names in faults. Yes or no is a choice for the reader of the
    page."""
    return tuple(
        FormField(
            name=form_name(field),
            faults=(f"results.{field.code}",),
            words="choice" if field.kind == "yesno" else field.kind,
            code=field.code,
            kind=field.kind,
            choices=field.choices,
        )
        for field in fields
    )
